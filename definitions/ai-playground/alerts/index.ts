/** AI-Playground's alerts by their severity, as in its document, and those without which they could be silent. */
import { alert, and, breaches, minutes, ruleGroup } from 'plimsoll'
import { diskSpaceLow } from '../../common/host.ts'
import { endpointDown, endpointSlow } from '../../common/probes.ts'
import { apiScraped, celeryMetrics } from '../measures.ts'
import { limits } from '../thresholds.ts'
import { brokerConnectionLost, noCeleryWorkers, taskFailuresHigh } from './critical.ts'
import { queueCleared, taskRetried, workerStarted } from './info.ts'
import { memoryUsageHigh, queueLengthHigh, taskTimeoutsHigh, workerUtilizationHigh } from './warning.ts'

const asked = { owner: 'platform', logs: 'docker compose -p ai-playground logs --since 15m backend' } as const

/** Without these two, BrokerConnectionLost and QueueLengthHigh have nothing to go by. */
const celeryMetricsMissing = alert('CeleryMetricsMissing', {
  when: and(breaches(celeryMetrics, limits.celeryMetrics), apiScraped),
  for: minutes(10),
  severity: 'warning',
  owner: 'platform',
  summary: 'The application does not expose what alerts on Celery go by.',
  description: ({ value }) => `Of the length of queues and the connection to the broker, ${value} is exposed.`,
  runbook: {
    meaning: 'For ten minutes, `celery_queue_length` or `celery_broker_connected` was missing in what the API exposes.',
    impact: 'Alerts on queues and on the broker cannot fire, whatever happens.',
    diagnose: [
      'See whether the worker was started with monitoring: `setup_celery_metrics` and `start_global_monitor` in `backend/celery_worker.py` are logged at its start.',
      'Compare what is exposed, `curl -s http://localhost:8000/metrics | grep ^celery_`, with what the API can see: `curl http://localhost:8000/api/v1/celery/metrics/summary`.',
      'See whether the client is installed: `docker compose -p ai-playground exec celery-worker pip show prometheus-client`.',
      'See whether signal handlers are connected: after a task, `celery_task_total` grows.',
      'See whether API and workers share the folder of `PROMETHEUS_MULTIPROC_DIR`, set before Python starts, and the PIDs by which its files are named.',
    ],
    mitigate: [
      'Set `PROMETHEUS_MULTIPROC_DIR` to one folder for both, and restart them; empty the folder at the start of the API.',
      'Where they run in containers, share the folder as a volume, and give the worker `pid: service:backend`.',
    ],
  },
})

export const critical = ruleGroup('critical', { rules: [noCeleryWorkers, brokerConnectionLost, taskFailuresHigh] })
export const warning = ruleGroup('warning', {
  rules: [queueLengthHigh, workerUtilizationHigh, taskTimeoutsHigh, memoryUsageHigh],
})
export const info = ruleGroup('info', { rules: [workerStarted, taskRetried, queueCleared] })
export const dependencies = ruleGroup('dependencies', {
  rules: [celeryMetricsMissing, endpointDown(asked), endpointSlow(asked), diskSpaceLow('platform')],
})
