/** The document's critical alerts: tasks do not run, or fail. */
import { alert, and, breaches, minutes, or, unless } from 'plimsoll'
import { ask, compose, flowerPages, health, inspect, logs, revoke, startWorker, token } from '../commands.ts'
import { activeWorkers, apiScraped, brokerLost, repeatedFailures, repeatedSlowFailures } from '../measures.ts'
import { slowTaskFailures, taskFailures } from '../recording.ts'
import { limits } from '../thresholds.ts'

/**
 * A worker that is gone is reported as 0, or not at all; so are all of them where nobody reports workers any more. While the
 * broker is lost none of them can answer, of which BrokerConnectionLost tells.
 */
export const noCeleryWorkers = alert('NoCeleryWorkers', {
  when: unless(and(breaches(activeWorkers, limits.workers), apiScraped), brokerLost),
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
      `Ask the API: ${ask('workers/status')}, ${token}; and Celery: ${inspect}.`,
      `See whether a worker runs: \`${compose} ps celery-worker\`, and what it logs: ${logs('15m')}.`,
      'Workers that cannot reach the broker do not answer either: compare their `CELERY_BROKER_URL` with that of the API, and look for errors of connections in their log.',
      'Look for `OOM` in the log of the kernel, and at MemoryUsageHigh: training is what is killed first.',
    ],
    mitigate: [
      `Start a worker: ${startWorker}, or without containers \`celery -A celery_worker.celery_app worker --loglevel=info\`.`,
      'Roll back the release if workers end at their start.',
    ],
  },
})

export const brokerConnectionLost = alert('BrokerConnectionLost', {
  when: brokerLost,
  for: minutes(1),
  severity: 'critical',
  owner: 'platform',
  summary: 'The connection to the broker is lost.',
  description: () => 'The API cannot reach the broker of Celery.',
  runbook: {
    meaning: 'For a minute, the API had no connection to the broker of Celery.',
    impact:
      'The API cannot hand over tasks, and workers get none; results may be lost where the broker keeps them too.',
    diagnose: [
      `Ask the API: ${health}.`,
      `See whether the broker runs: \`${compose} ps redis\`, and what it logs: ${logs('15m', 'redis')}.`,
      `Look at the broker page of Flower: ${flowerPages}/broker.`,
      'Compare `CELERY_BROKER_URL` of the API with that of the workers.',
    ],
    mitigate: [
      `Start the broker again: \`${compose} start redis\`.`,
      `Restart workers that do not connect again by themselves: \`${compose} restart celery-worker\`.`,
    ],
  },
})

/** A quarter of an hour shows at once that quick tasks fail, and never holds two trainings; two hours do. */
export const taskFailuresHigh = alert('TaskFailuresHigh', {
  when: or(
    and(breaches(taskFailures, limits.taskFailures), repeatedFailures),
    and(breaches(slowTaskFailures, limits.taskFailures), repeatedSlowFailures),
  ),
  for: minutes(5),
  severity: 'critical',
  owner: 'ml',
  summary: 'More than half of the tasks fail.',
  description: ({ labels, value }) => `${value} of the tasks ${labels.task_name} fail.`,
  runbook: {
    meaning:
      'For five minutes, more than half of the tasks of one name that ended in a quarter of an hour, or in two hours, had failed, and more than one of them.',
    impact: 'Users who train, tune or preprocess get an error in place of a result.',
    diagnose: [
      'See when it began, on the dashboard Celery Monitoring: failures by task, retries by reason, and whether tasks run into their limits.',
      `Read tracebacks in Flower, ${flowerPages}/tasks?state=FAILURE, and in the log: ${logs('30m')}.`,
      `Ask for one task: ${ask('tasks/<task_id>/status')}, ${token}.`,
      'See whether memory, disk and database are there: MemoryUsageHigh, DiskSpaceLow, and the dashboard Database.',
      'Compare with TaskTimeoutsHigh: what is stopped at its limit counts as failed.',
    ],
    mitigate: [
      'Roll back the release that brought the failures; tasks that succeed end the alert, or two hours without failures.',
      `Revoke what is going to fail as well: ${revoke()}.`,
    ],
  },
})
