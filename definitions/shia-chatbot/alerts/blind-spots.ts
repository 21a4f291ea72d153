/** Beyond the document's seven, what keeps those silent while something is wrong; its advice on troubleshooting is in the runbooks. */
import { alert, breaches, eq, minutes, ruleGroup } from 'plimsoll'
import { endpointDown, endpointSlow } from '../../common/probes.ts'
import { requestSeries, seriesInMemory } from '../measures.ts'
import { limits } from '../thresholds.ts'

const frontend = {
  owner: 'devops',
  logs: 'docker compose -f docker-compose.queue.yml logs --since 15m nginx app-1 app-2 app-3',
}

/** Scrapes and probes are requests too, so that there are some as long as requests are counted at all. */
export const metricsMissing = alert('MetricsMissing', {
  when: eq(requestSeries, 0),
  for: minutes(15),
  severity: 'warning',
  owner: 'devops',
  summary: 'The application does not tell of any request.',
  description: () => 'No replica exposes http_requests_total, so that nothing on requests, tasks and costs can fire.',
  runbook: {
    meaning: 'For a quarter of an hour, no replica exposed the metric that counts HTTP requests.',
    impact: 'Dashboards are empty, and alerts on errors and response times cannot fire.',
    diagnose: [
      'Ask the application: `curl -s http://localhost:8100/metrics | grep http_requests_total`, through NGINX.',
      'See at `http://localhost:9090/targets` whether the replicas are UP, when they were scraped last, and with which error. A scrape beyond its sample_limit fails as a whole.',
      'Ask a replica from where Prometheus is: `docker compose exec prometheus wget -q -O - http://shia-chatbot-app-1:8000/metrics`, in the folder of the stack.',
      'See who is in the network: `docker network inspect chatbot-network` has Prometheus and all three replicas.',
      'Read the log: `docker compose -f docker-compose.queue.yml logs app-1 | grep metrics`.',
      'If only some metrics are missing, make them happen: `curl -X POST http://localhost:8100/api/v1/chat/conversations -H "Content-Type: application/json" -d \'{"message": "Test message"}\'`, look for the task in `docker compose -f docker-compose.queue.yml logs celery-worker-high-1` and in Flower at `http://localhost:5556`, and then for `celery_tasks_submitted_total` in the metrics.',
    ],
    mitigate: [
      'Put a container that is not in the network into it: `docker network connect chatbot-network <container>`.',
      'Roll back the release that took the instrumentation out of `src/app/main.py` or `src/app/core/metrics.py`.',
      'Empty the directory of PROMETHEUS_MULTIPROC_DIR while the replica is stopped, if its files cannot be read.',
    ],
  },
})

export const seriesTooMany = alert('PrometheusSeriesHigh', {
  when: breaches(seriesInMemory, limits.seriesInMemory),
  for: minutes(30),
  severity: 'warning',
  owner: 'devops',
  summary: 'Prometheus holds more series than all targets are defined to expose.',
  description: ({ value }) => `Prometheus holds ${value} series in memory.`,
  runbook: {
    meaning: 'For half an hour, Prometheus held several times as many series as the metrics are bounded to.',
    impact: 'Its memory grows with them until it is killed, and then nothing is watched.',
    diagnose: [
      'Find the metric: `topk(10, count by (__name__) ({__name__=~".+"}))`, or the page of TSDB status at `http://localhost:9090/tsdb-status`.',
      'Find the label: `count(count by (endpoint) (http_requests_total))`, and the same of its other labels.',
      'Count the names of metrics: `curl -s http://localhost:9090/api/v1/label/__name__/values | jq ".data | length"`.',
      'See whether it is churn: host names of workers that change with each deployment.',
    ],
    mitigate: [
      'In `src/app/core/metrics.py`, take the label out: `user_plan` in place of `user_id`, `error_type` in place of a message, no `conversation_id` and no `request_id`.',
      'Until then, name the label in `dropSeriesWith` of the target, or the metric in `dropMetrics`, and generate.',
    ],
  },
})

export const blindSpots = ruleGroup('blind-spots', {
  rules: [metricsMissing, endpointDown(frontend), endpointSlow(frontend), seriesTooMany],
})
