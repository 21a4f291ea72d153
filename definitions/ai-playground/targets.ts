/** What is scraped for AI-Playground, and where. The document names no hosts; these are the services of its Compose file. */
import { http, module, seconds, target } from 'plimsoll'
import { blackboxExporter, probed } from '../exporters/blackbox.ts'
import { flowerServer } from '../exporters/flower.ts'
import { nodeExporter } from '../exporters/node.ts'
import { api, celery, database, ml, resources } from './metrics/index.ts'

/** What makes one folder of several containers hold the truth; without it, a worker's end would not be seen. */
const multiprocess = [
  'API and workers share one folder, which `PROMETHEUS_MULTIPROC_DIR` names before Python starts. It is emptied only while API and workers are both stopped, by the command that starts the application.',
  "Before any metric is defined, in API and workers, with `values` of prometheus_client: `values.ValueClass = values.MultiProcessValue(lambda: f'{socket.gethostname()}-{os.getpid()}')`, since PIDs are the same in several containers.",
  "`mark_process_dead(f'{hostname}-{pid}')` is called for every process that ends, and by a look each minute for those that were killed or whose container is gone: what they had set would stay.",
  'A thread of the API sets the size and load of pools, the length of queues and the state of the broker every 30 s, and 0 for each worker in the folder that does not answer.',
  '`/metrics` serves a `MultiProcessCollector`, to the internal network only: a proxy that publishes port 8000 refuses it.',
]

/** What the public source of the application does otherwise, and the alerts go by. */
const counted = [
  'Each outcome of a task is counted in its own signal; `task_failure` is sent by the parent for lost processes too, and for those killed at the hard limit from Celery 5.7 on. Counters are made with 0 for each task at the start.',
  'The metrics that the document promises without a name have one in docs/metrics.md: `celery_broker_connected`, `active_processes`, `network_io_bytes_total`, `database_…`, `model_…` and `hyperparameter_…`.',
  'Durations of tasks, trainings and tunings have buckets that end at 3000 s and 3600 s, which are the time limits; the reason of a retry is the class of its exception.',
  'CPU, memory and disk I/O are those of `psutil.Process()`, and no totals of the host; network I/O, which a process has none of, is counted by one process of each container.',
]

/** The rest of the document's advice that no file here can hold. */
const advised = [
  'Logs hold no arguments of tasks, and connections to broker, results and database are encrypted where they leave the host.',
  '`task_track_started`, `task_soft_time_limit`, `task_time_limit` and `result_expires` are set, so that tasks that run are seen, are stopped, and leave no results for ever.',
]

/** The API, with what the workers write. In multiprocess mode there is no runtime of Python to expose. */
export const backend = target('backend', {
  service: 'backend',
  port: 8000,
  exposes: [celery, api, resources, database, ml],
  needs: [...multiprocess, ...counted, ...advised],
  // metrics of its own that the team adds, as the document shows
  beside: { series: 2000, labels: 4 },
})

/**
 * `start_flower.py` of the application runs it, below /flower. Its `--basic_auth` leaves /metrics open, and Prometheus asks it
 * directly, past the proxy that the document advises for production: no password is sent.
 */
export const flower = flowerServer({
  path: '/flower/metrics',
  needs: [
    'It runs with `--url_prefix=flower`, which the command of the document for production leaves out.',
    'Its /metrics asks for no password, with `--basic_auth` either: port 5555 is published by a proxy that refuses it, or not at all.',
    'Workers send events: `worker_send_task_events` and `task_send_sent_event` are on, as in the document.',
    'Who does without Flower takes the target and the dashboard out of definitions/ai-playground.',
  ],
})

/** The endpoint answers 200 whatever it finds, and tells it in its body. */
const healthy = module('celery_healthy', http({ bodyMatches: ['"status"\\s*:\\s*"healthy"'] }))

/** Each look makes every worker answer, for which Celery waits a second. */
export const celeryHealth = probed(
  'celery-health',
  { module: healthy, urls: ['http://backend:8000/api/v1/celery/health'] },
  {
    interval: seconds(60),
    needs: [
      '`/api/v1/celery/health` of the API asks for no log-in in the internal network, when the rest below /celery asks for a superuser.',
      'It is a `def`, or answers from a cache: as an `async def` that waits for Celery, it would hold up every other request.',
    ],
  },
)

/** The document's alert on memory needs a total, which no metric of the application has; disks and network come with it. */
export const node = nodeExporter()

export const targets = [backend, flower, celeryHealth, blackboxExporter(), node]
