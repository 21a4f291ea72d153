/** Without these, the document's alerts could be silent, or nobody would see what its health endpoint says. */
import { alert, and, breaches, count, gt, minutes, or, ruleGroup } from 'plimsoll'
import { diskSpaceLow } from '../../common/host.ts'
import { endpointDown, endpointSlow } from '../../common/probes.ts'
import { api, ask, compose, logging, token } from '../commands.ts'
import { apiScraped, brokerLost, celeryMetrics, noWorkers } from '../measures.ts'
import { limits } from '../thresholds.ts'

const asked = { owner: 'platform', logs: logging('15m', 'backend') } as const

/** Without these two, BrokerConnectionLost and QueueLengthHigh have nothing to go by. */
const celeryMetricsMissing = alert('CeleryMetricsMissing', {
  when: and(breaches(celeryMetrics, limits.celeryMetrics), apiScraped, { on: [] }),
  for: minutes(10),
  severity: 'warning',
  owner: 'platform',
  summary: 'The application does not expose what alerts on Celery go by.',
  description: ({ labels }) => `The metric ${labels.metric} is missing.`,
  runbook: {
    meaning: 'For ten minutes, `celery_queue_length` or `celery_broker_connected` was missing in what the API exposes.',
    impact: 'Alerts on queues, or on the broker, cannot fire, whatever happens.',
    diagnose: [
      'See whether the thread of the API runs that sets both: it logs its start, and what it cannot reach.',
      'See whether the worker was started with monitoring: `setup_celery_metrics` and `start_global_monitor` in `backend/celery_worker.py` are logged at its start.',
      `Compare what is exposed, \`curl -s ${api}/metrics | grep ^celery_\`, with what the API can see: ${ask('metrics/summary')}, ${token}.`,
      `See whether the client is installed: \`${compose} exec celery-worker pip show prometheus-client\`.`,
      'See whether signal handlers are connected: after a task, `celery_task_total` grows.',
      'See whether API and workers share the folder of `PROMETHEUS_MULTIPROC_DIR`, set before Python starts, and whether its files have the name of a host and a PID: `ls`.',
    ],
    mitigate: [
      'Set `PROMETHEUS_MULTIPROC_DIR` to one folder for both, shared as a volume where they run in containers, and `values.ValueClass` as the needs of `backend` in docs/stack.md say.',
      'Empty the folder while API and workers are both stopped, and start them; a process whose files are removed while it runs writes into nothing.',
    ],
  },
})

export const dependencies = ruleGroup('dependencies', {
  rules: [
    celeryMetricsMissing,
    // of workers and the broker, an alert of their own tells; of an API that is down, TargetDown: without it no worker is known
    endpointDown({ ...asked, except: or(noWorkers, gt(count(brokerLost), 0)) }),
    endpointSlow(asked),
    // not in the document: uploads and models are files, and the samples of Prometheus are on the same disk
    diskSpaceLow('platform'),
  ],
})
