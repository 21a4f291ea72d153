/** The document's group `fastapi_critical`: errors and response times of the API. */
import { alert, breaches, minutes, ruleGroup, seconds } from 'plimsoll'
import { errorRatio, responseP95 } from '../recording.ts'
import { limits } from '../thresholds.ts'

export const highErrorRate = alert('HighErrorRate', {
  when: breaches(errorRatio, limits.httpErrors),
  for: minutes(5),
  severity: 'critical',
  owner: 'devops',
  summary: 'High HTTP error rate.',
  description: ({ labels, value }) => `HTTP 5xx error rate in ${labels.environment} is ${value}.`,
  runbook: {
    meaning: 'For five minutes, more of the HTTP requests than the line allows were answered with a 5xx status.',
    impact: 'Users cannot open or continue conversations.',
    diagnose: [
      'Find the endpoint: `topk(5, sum by (endpoint) (rate(http_requests_total{status_code=~"5.."}[5m])))`.',
      'Find the replica: the same by `instance`. One alone points at its container, all three at what they share.',
      'Read their logs: `docker compose -f docker-compose.queue.yml logs --since 15m app-1 app-2 app-3`.',
      'Compare with the errors by component, and with connections and queries of the database.',
    ],
    mitigate: [
      'Roll back the deployment that brought the errors.',
      'Restart the one replica that fails: `docker compose -f docker-compose.queue.yml restart app-1`.',
    ],
  },
})

export const highResponseTime = alert('HighResponseTime', {
  when: breaches(responseP95, limits.responseP95),
  for: minutes(10),
  severity: 'warning',
  owner: 'devops',
  summary: 'High API response time.',
  description: ({ labels, value }) => `P95 response time in ${labels.environment} is ${value}.`,
  runbook: {
    meaning: 'For ten minutes, one HTTP request in twenty took longer than the line allows.',
    impact: 'Conversations lag behind what users type.',
    diagnose: [
      'Find the endpoint: `topk(5, endpoint_environment:http_request_duration_seconds:p95_rate5m)`.',
      'See whether it waits for the database: `histogram_quantile(0.95, sum by (le, operation, table) (rate(db_query_duration_seconds_bucket[5m])))`, and for a connection: `db_connections_idle`.',
      'See whether it waits for a language model in the request itself, and not in a task.',
      'Look how many requests a replica has in hand: `sum by (instance) (http_requests_in_progress)`.',
    ],
    mitigate: [
      'Move what takes long into a task.',
      'Roll back the release that slowed the endpoint, or start another replica if all are slow.',
    ],
  },
})

export const fastapiCritical = ruleGroup('fastapi_critical', {
  interval: seconds(30),
  rules: [highErrorRate, highResponseTime],
})
