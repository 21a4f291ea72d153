/** The document's critical alerts: tasks do not run, or fail. */
import { alert, and, breaches, eq, min, minutes } from 'plimsoll'
import { activeWorkers, apiScraped, repeatedFailures } from '../measures.ts'
import { brokerConnected } from '../metrics/index.ts'
import { taskFailures } from '../recording.ts'
import { limits } from '../thresholds.ts'

/** A worker that is gone is reported as 0, or not at all; so are all of them where nobody reports workers any more. */
export const noCeleryWorkers = alert('NoCeleryWorkers', {
  when: and(breaches(activeWorkers, limits.workers), apiScraped),
  // a deployment restarts the last worker in less
  for: minutes(2),
  severity: 'critical',
  owner: 'platform',
  summary: 'No Celery worker is available.',
  description: () => 'No worker has had a process for two minutes.',
  runbook: {
    meaning: 'For two minutes, no worker reported a pool with processes: none runs, or none answers.',
    impact: 'Nothing is trained, tuned or preprocessed; tasks wait in their queues.',
    diagnose: [
      'Ask the API: `curl http://localhost:8000/api/v1/celery/workers/status`; and Celery: `celery -A celery_worker.celery_app inspect ping`.',
      'See whether a worker runs: `docker compose -p ai-playground ps celery-worker`, and what it logs: `docker compose -p ai-playground logs --since 15m celery-worker`.',
      'Compare with BrokerConnectionLost: workers that cannot reach the broker do not answer either.',
      'Look for `OOM` in the log of the kernel, and at MemoryUsageHigh: training is what is killed first.',
    ],
    mitigate: [
      'Start a worker: `docker compose -p ai-playground up -d celery-worker`, or `celery -A celery_worker.celery_app worker --loglevel=info`.',
      'Roll back the release if workers end at their start.',
    ],
  },
})

export const brokerConnectionLost = alert('BrokerConnectionLost', {
  when: eq(min(brokerConnected, { by: ['process_type'] }), 0),
  for: minutes(1),
  severity: 'critical',
  owner: 'platform',
  summary: 'The connection to the broker is lost.',
  description: ({ labels }) => `A process of the kind ${labels.process_type} cannot reach the broker.`,
  runbook: {
    meaning: 'For a minute, at least one process of the kind had no connection to the broker of Celery.',
    impact: 'The API cannot hand over tasks, or workers get none; results may be lost where the broker keeps them too.',
    diagnose: [
      'Ask the API: `curl http://localhost:8000/api/v1/celery/health`.',
      'See whether the broker runs: `docker compose -p ai-playground ps redis`, and what it logs: `docker compose -p ai-playground logs --since 15m redis`.',
      'Look at the broker page of Flower: http://localhost:5555/flower/broker.',
      'Compare `CELERY_BROKER_URL` of the API with that of the workers.',
    ],
    mitigate: [
      'Start the broker again: `docker compose -p ai-playground up -d redis`.',
      'Restart workers that do not connect again by themselves: `docker compose -p ai-playground restart celery-worker`.',
    ],
  },
})

export const taskFailuresHigh = alert('TaskFailuresHigh', {
  when: and(breaches(taskFailures, limits.taskFailures), repeatedFailures),
  for: minutes(5),
  severity: 'critical',
  owner: 'ml',
  summary: 'More than half of the tasks fail.',
  description: ({ labels, value }) => `${value} of the tasks ${labels.task_name} fail.`,
  runbook: {
    meaning:
      'For five minutes, more than half of the tasks of one name that ended in the quarter of an hour before had failed, and more than one of them.',
    impact: 'Users who train, tune or preprocess get an error in place of a result.',
    diagnose: [
      'See when it began, on the dashboard Celery Monitoring: failures by task, retries by reason, and whether tasks run into their limits.',
      'Read tracebacks in Flower, http://localhost:5555/flower/tasks?state=FAILURE, and in the log: `docker compose -p ai-playground logs --since 30m celery-worker`.',
      'Ask for one task: `curl http://localhost:8000/api/v1/celery/tasks/<task_id>/status`.',
      'See whether memory, disk and database are there: MemoryUsageHigh, DiskSpaceLow, and the dashboard Database.',
      'Compare with TaskTimeoutsHigh: what is stopped at its limit counts as failed.',
    ],
    mitigate: [
      'Roll back the release that brought the failures.',
      'Revoke what is going to fail as well: `curl -X POST http://localhost:8000/api/v1/celery/tasks/<task_id>/revoke`.',
    ],
  },
})
