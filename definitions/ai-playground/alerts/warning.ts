/** The document's warnings: there is more to do than can be done. */
import { alert, and, breaches, gt, minutes } from 'plimsoll'
import { memoryTaken } from '../../common/host.ts'
import { addWorker, ask, logs, revoke, token } from '../commands.ts'
import { backlog, queueLengths, timeoutRatio, workerUtilization } from '../recording.ts'
import { limits } from '../thresholds.ts'

export const queueLengthHigh = alert('QueueLengthHigh', {
  when: breaches(queueLengths, limits.queueLength),
  for: minutes(10),
  severity: 'warning',
  owner: 'platform',
  summary: 'Tasks pile up in a queue.',
  description: ({ labels, value }) => `${value} tasks wait in the queue ${labels.queue_name}.`,
  runbook: {
    meaning: 'For ten minutes, more than a hundred tasks waited in one queue.',
    impact: 'Whoever starts a training now waits for all that is before it.',
    diagnose: [
      `See whether workers are there, and how busy they are: ${ask('workers/status')}, ${token}; compare with NoCeleryWorkers and WorkerUtilizationHigh.`,
      `See what waits: ${ask('queues/status')} and ${ask('tasks/status')}.`,
      'Look at the course of task durations on the dashboard Task Performance Profiling: tasks that take longer than they did fill the queue as well.',
    ],
    mitigate: [
      `Start another worker, whose host needs the memory: ${addWorker}.`,
      `Revoke tasks that nobody waits for any more: ${revoke()}.`,
      'Make the task faster that takes most of the time of the workers.',
    ],
  },
})

export const workerUtilizationHigh = alert('WorkerUtilizationHigh', {
  // a worker of one process that trains is all busy, which is what it is there for while nothing else waits
  when: and(breaches(workerUtilization, limits.workerUtilization), gt(backlog, 0), { on: [] }),
  for: minutes(15),
  severity: 'warning',
  owner: 'platform',
  summary: 'Nearly all processes of a worker are busy.',
  description: ({ labels, value }) => `${value} of the processes of ${labels.worker_name} execute a task.`,
  runbook: {
    meaning:
      'For a quarter of an hour, more than nine tenths of the processes of a worker were busy, and tasks waited in a queue.',
    impact: 'Tasks that this worker has fetched ahead wait, even while another worker is idle.',
    diagnose: [
      `See which tasks take the time, on the dashboard Task Performance Profiling, and which run now: ${ask('tasks/status')}, ${token}.`,
      'Look at CPU and memory of the workers on the dashboard Resources: with CPUs to spare, the pool is too small; with none, it is too large.',
      'See on the dashboard Celery Monitoring which queue is not empty, and whether it grows: one that is emptied between two trainings can wait.',
    ],
    mitigate: [
      `Raise \`--concurrency\` where the host has CPUs and memory for it, or start another worker: ${addWorker}.`,
      'Set `worker_prefetch_multiplier` to 1 for long tasks, so that they are fetched by whoever is free.',
      'Use a pool that fits the tasks: prefork for computing, gevent for waiting.',
    ],
  },
})

export const taskTimeoutsHigh = alert('TaskTimeoutsHigh', {
  when: breaches(timeoutRatio, limits.taskTimeouts),
  for: minutes(5),
  severity: 'warning',
  owner: 'ml',
  summary: 'Tasks are stopped at their time limit.',
  description: ({ labels, value }) => `${value} of the tasks ${labels.task_name} are stopped at a time limit.`,
  runbook: {
    meaning:
      'More than a tenth of the tasks of one name that ended, or were stopped, within an hour were told to stop after 50 minutes (`task_soft_time_limit`) or killed after an hour (`task_time_limit`).',
    impact: 'What they had computed is lost, and a process was busy with it for most of an hour.',
    diagnose: [
      'Look at the course of task durations on the dashboard Task Performance Profiling: all of them longer, or a few that never end?',
      'See the size of what is trained on the dashboard ML Operations: samples, features and iterations.',
      'Check CPU and memory of the workers, and the time of database queries.',
      `Read the log around the end of such a task: ${logs('2h')}.`,
    ],
    mitigate: [
      'Split the task, train on a sample, or try fewer combinations.',
      'Give tasks of this name a limit of their own: `@celery_app.task(soft_time_limit=…, time_limit=…)`.',
    ],
  },
})

/**
 * Of the host: the document's own metric has no total, and the memory of processes that share pages, added up, is more than
 * they take.
 */
export const memoryUsageHigh = alert('MemoryUsageHigh', {
  when: breaches(memoryTaken, limits.memory),
  for: minutes(5),
  severity: 'warning',
  owner: 'platform',
  summary: 'A host runs out of memory.',
  description: ({ labels, value }) => `${value} of the memory of ${labels.instance} is taken.`,
  runbook: {
    meaning: 'For five minutes, programs could have less than a tenth of the memory of the host without swapping.',
    impact: 'The kernel is going to kill a process, most likely a worker that trains; its task is lost.',
    diagnose: [
      'See who has it, on the dashboard Resources: API or workers, and since when.',
      `Find the process: \`ps -eo pid,rss,args --sort=-rss | head\`; and the task: ${ask('stats/detailed')}, ${token}.`,
      'Compare with the number of samples and features on the dashboard ML Operations.',
    ],
    mitigate: [
      `Revoke the task that takes the most: ${revoke('<task_id>/revoke?terminate=true')}.`,
      'Lower `--concurrency` of the worker, or have it replace processes that grow: `--max-memory-per-child`.',
    ],
  },
})
