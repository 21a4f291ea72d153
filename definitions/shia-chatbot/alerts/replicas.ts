/** Whether the replicas of the application run, and whether they expose what everything else here is reckoned from. */
import { alert, count, eq, minutes, unless } from 'plimsoll'
import { allDown, replicas } from '../measures.ts'
import { requests } from '../metrics/index.ts'

/** One of three wakes nobody, as NGINX sends requests to the others. */
export const replicaDown = alert('ReplicaDown', {
  when: eq(replicas, 0),
  for: minutes(5),
  severity: 'warning',
  owner: 'devops',
  summary: 'A replica of the application is not scraped.',
  description: ({ labels }) => `The scrape of ${labels.instance} fails.`,
  runbook: {
    meaning: 'Every scrape of one replica failed for five minutes: it does not run, is not reached, or answers late.',
    impact: 'The others take its requests. What its workers count, and what it counts itself, is missing meanwhile.',
    diagnose: [
      'See at `http://localhost:9090/targets` why the last scrape failed. One beyond its sample_limit fails as a whole.',
      'See whether it runs: `docker compose -f docker-compose.queue.yml ps`, and what it logs: `docker compose -f docker-compose.queue.yml logs --since 15m app-1`.',
      'See who is in the network: `docker network inspect chatbot-network` has Prometheus and all three replicas.',
    ],
    mitigate: [
      'Start it again: `docker compose -f docker-compose.queue.yml up -d app-1`.',
      'Put a container that is not in the network into it: `docker network connect chatbot-network <container>`.',
    ],
  },
})

export const applicationDown = alert('ApplicationDown', {
  when: allDown,
  for: minutes(2),
  severity: 'critical',
  owner: 'devops',
  summary: 'No replica of the application is scraped.',
  description: ({ labels }) => `The scrape of every replica of the job ${labels.job} fails.`,
  runbook: {
    meaning: 'Every scrape of every replica failed for two minutes.',
    impact:
      'Users get no answer if the replicas are down, and nothing else can fire: all metrics of the application come from them.',
    diagnose: [
      'See at `http://localhost:9090/targets` why the scrapes failed.',
      'See whether users are answered all the same: `curl -s -o /dev/null -w "%{http_code}" http://localhost:8100/metrics`. If so, Prometheus has lost the way to the replicas, or refuses what they expose: a scrape beyond its sample_limit fails as a whole.',
      'See what runs: `docker compose -f docker-compose.queue.yml ps`, and who is in the network: `docker network inspect chatbot-network`.',
      'Read the logs: `docker compose -f docker-compose.queue.yml logs --since 15m app-1 app-2 app-3`.',
    ],
    mitigate: [
      'Start them again: `docker compose -f docker-compose.queue.yml up -d`.',
      'Roll back the release if they end as soon as they have started.',
      'Put Prometheus back into the network: `docker network connect chatbot-network <container>`.',
    ],
  },
})

/** Scrapes are requests too, so that there are some as long as requests are counted at all. */
export const metricsMissing = alert('MetricsMissing', {
  when: unless(eq(replicas, 1), count(requests, { by: ['job', 'instance'] }), { on: ['job', 'instance'] }),
  for: minutes(15),
  severity: 'warning',
  owner: 'devops',
  summary: 'A replica exposes no HTTP metrics.',
  description: ({ labels }) =>
    `${labels.instance} is scraped and exposes no http_requests_total, so that its requests, tasks and costs are missing.`,
  runbook: {
    meaning: 'For a quarter of an hour, a replica was scraped and did not expose the metric that counts HTTP requests.',
    impact: 'Alerts and dashboards lack what this replica and its workers do; if all lack it, nothing can fire.',
    diagnose: [
      'Ask the replica from where Prometheus is: `docker compose exec prometheus wget -q -O - http://shia-chatbot-app-1:8000/metrics`, in the folder of the stack. NGINX would ask any of the three.',
      'See which replicas expose it, and since when one does not: `count by (instance) (http_requests_total)`.',
      'Read the log: `docker compose -f docker-compose.queue.yml logs app-1 | grep metrics`.',
      'If only some metrics are missing, make them happen: `curl -X POST http://localhost:8100/api/v1/chat/conversations -H "Content-Type: application/json" -d \'{"message": "Test message"}\'`, look for the task in `docker compose -f docker-compose.queue.yml logs celery-worker-high-1` and in Flower at `http://localhost:5556`, and then in Prometheus for `sum by (instance, task_name) (celery_tasks_submitted_total)`.',
    ],
    mitigate: [
      'Roll back the release that took the instrumentation out of `src/app/main.py` or `src/app/core/metrics.py`.',
      'If the files in PROMETHEUS_MULTIPROC_DIR cannot be read, stop the replica and its workers together, empty the folder, and start them again. A worker that still runs would go on writing into files that are gone.',
    ],
  },
})
