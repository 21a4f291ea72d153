/** What the health endpoints are asked, and what counts as an answer. */
import { http, module } from 'plimsoll'

/** It answers 200 with what it finds, so that the word counts and not the status. */
export const healthy = module('healthy', http({ status: [200], bodyMatches: ['"status":\\s*"healthy"'] }))

/** The same of a list of parts, in which one healthy part must not stand for all. */
export const allHealthy = module(
  'all_healthy',
  http({
    status: [200],
    bodyMatches: ['"(overall_)?status":\\s*"healthy"'],
    bodyLacks: ['"(degraded|unhealthy)"'],
  }),
)

/** ORCHESTRATOR_URL has no path, and nothing says what is at /: whatever is no error of the server shows that it is there. */
export const answers = module('answers', http({ status: [200, 204, 301, 302, 307, 308, 400, 401, 403, 404, 405, 415] }))
