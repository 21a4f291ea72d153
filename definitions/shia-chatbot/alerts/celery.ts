/** The document's group `celery_critical`: workers, failures and backlogs. */
import { alert, breaches, eq, minutes, ruleGroup, seconds } from 'plimsoll'
import { queueBacklog, taskFailures, workers } from '../recording.ts'
import { inWords, limits } from '../thresholds.ts'

export const noActiveWorkers = alert('NoActiveWorkers', {
  when: eq(workers, 0),
  for: minutes(2),
  severity: 'critical',
  owner: 'devops',
  summary: 'No active Celery workers.',
  description: ({ labels }) => `All Celery workers in ${labels.environment} are down. Queue processing stopped.`,
  runbook: {
    meaning:
      'For two minutes, no worker of an environment answered the pings of the replicas, or no replica reported any worker.',
    impact: 'Conversations stay without an answer: every task waits in its queue.',
    diagnose: [
      'See which workers run: `docker compose -f docker-compose.queue.yml ps`, and ask Flower at `http://localhost:5556`.',
      'Read why they ended: `docker compose -f docker-compose.queue.yml logs --since 15m celery-worker-high-1`.',
      'Look whether the broker answers: workers that cannot reach it start, wait and are not active.',
      'If workers run all the same, see what each replica reports of each: `max by (instance, hostname) (celery_active_workers)`; nothing at all means that the replicas no longer ask.',
      'Ping them yourself: `docker compose -f docker-compose.queue.yml exec app-1 celery -A app.core.celery_app inspect ping`, with the module of `src/app/core/celery_app.py`.',
    ],
    mitigate: [
      'Start them again: `docker compose -f docker-compose.queue.yml up -d`.',
      'Roll back the release if they end as soon as they have started.',
    ],
  },
})

export const highTaskFailureRate = alert('HighTaskFailureRate', {
  when: breaches(taskFailures, limits.taskFailures),
  for: minutes(5),
  severity: 'warning',
  owner: 'devops',
  summary: 'High Celery task failure rate.',
  description: ({ labels, value }) =>
    `Task ${labels.task_name} in the queue ${labels.queue} has a failure rate of ${value}, above ${inWords.taskFailures}.`,
  runbook: {
    meaning:
      'For five minutes, more of the tasks of one kind than the line allows failed for good, after all their retries.',
    impact: 'Users who wait for such a task get no answer, or an error.',
    diagnose: [
      'Read the tracebacks: `docker compose -f docker-compose.queue.yml logs --since 30m celery-worker-high-1`, and the other workers of the queue.',
      'Open the tasks that failed in Flower, at `http://localhost:5556`: it has their arguments and their exceptions.',
      'Compare with the errors by type: `topk(10, sum by (error_type, component) (increase(errors_total[30m])))`.',
      'See whether a provider of language models fails or limits us: its status page, and `rate(llm_requests_total[5m])` by provider.',
    ],
    mitigate: ['Send requests to another provider while one is down.', 'Roll back the workers if a release began it.'],
  },
})

export const queueBacklogged = alert('QueueBacklog', {
  when: breaches(queueBacklog, limits.queueBacklog),
  for: minutes(10),
  severity: 'warning',
  owner: 'devops',
  summary: 'Celery queue backlog.',
  description: ({ labels, value }) => `Queue ${labels.queue} has ${value} pending tasks.`,
  runbook: {
    meaning: 'For ten minutes, more tasks than the line allows waited in one queue.',
    impact: 'Answers come late; in the queue of high priority, users see it first.',
    diagnose: [
      'Compare what is submitted with what is done: `sum by (queue) (rate(celery_tasks_submitted_total[5m]))` and the same of `celery_tasks_completed_total`.',
      'See whether the workers of the queue run: `docker compose -f docker-compose.queue.yml ps`, and in Flower at `http://localhost:5556`.',
      'Look whether tasks take longer than usual: `queue_environment:celery_task_duration_seconds:mean_rate5m`; a slow provider shows in `llm_request_duration_seconds`.',
    ],
    mitigate: [
      'Start another worker for the queue.',
      'Purge the queue if nobody waits for what is in it: `docker compose -f docker-compose.queue.yml exec celery-worker-high-1 celery -A app.core.celery_app purge -Q <queue>`, with the module of `src/app/core/celery_app.py`. All of its tasks are lost.',
    ],
  },
})

export const celeryCritical = ruleGroup('celery_critical', {
  interval: seconds(30),
  rules: [noActiveWorkers, highTaskFailureRate, queueBacklogged],
})
