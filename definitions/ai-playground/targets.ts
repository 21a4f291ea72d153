/** What is scraped for AI-Playground, and where. The document names no hosts; these are the services of its Compose file. */
import { http, module, seconds, secret, target } from 'plimsoll'
import { blackboxExporter, probed } from '../exporters/blackbox.ts'
import { flowerServer } from '../exporters/flower.ts'
import { nodeExporter } from '../exporters/node.ts'
import { api, celery, database, ml, resources } from './metrics/index.ts'

/** The API, with what the workers write. In multiprocess mode there is no runtime of Python to expose. */
export const backend = target('backend', {
  service: 'backend',
  port: 8000,
  exposes: [celery, api, resources, database, ml],
  needs: [
    'API and workers share one folder, which `PROMETHEUS_MULTIPROC_DIR` names before Python starts; the API empties it when it starts.',
    'Workers in containers of their own share the PIDs of the API, `pid: service:backend`, by which the files in that folder are named.',
  ],
  // metrics of its own that the team adds, as the document shows
  beside: { series: 2000, labels: 4 },
})

/**
 * `start_flower.py` of the application runs it, below /flower. Its own `--basic_auth` leaves /metrics open, and a proxy in front, as the document advises for production, does not: the password is
 * sent by file, and who asks for none takes no notice.
 */
export const flower = flowerServer({
  path: '/flower/metrics',
  authorization: { username: 'prometheus', passwordFile: secret('flower-password') },
  needs: ['Workers send events: `worker_send_task_events` and `task_send_sent_event` are on, as in the document.'],
})

/**
 * The endpoint answers 200 whatever it finds, and tells it in its body. It stays open to the internal network when the others
 * below /celery ask for a superuser.
 */
const healthy = module('celery_healthy', http({ bodyMatches: ['"status"\\s*:\\s*"healthy"'] }))

/** Each look makes every worker answer, for which Celery waits a second. */
export const celeryHealth = probed(
  'celery-health',
  { module: healthy, urls: ['http://backend:8000/api/v1/celery/health'] },
  { interval: seconds(30) },
)

/** The document's alert on memory needs a total, which no metric of the application has; disks and network come with it. */
export const node = nodeExporter()

export const targets = [backend, flower, celeryHealth, blackboxExporter(), node]
