/** Beyond the document's seven, what keeps those silent while something is wrong; its advice on troubleshooting is in the runbooks. */
import { alert, breaches, minutes, ruleGroup } from 'plimsoll'
import { endpointDown, endpointSlow } from '../../common/probes.ts'
import { allDown, seriesInMemory } from '../measures.ts'
import { limits } from '../thresholds.ts'
import { applicationDown, metricsMissing, replicaDown } from './replicas.ts'

const frontend = {
  owner: 'devops',
  logs: 'docker compose -f docker-compose.queue.yml logs --since 15m nginx app-1 app-2 app-3',
}

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
  rules: [
    applicationDown,
    replicaDown,
    metricsMissing,
    endpointDown({ ...frontend, except: allDown }),
    endpointSlow(frontend),
    seriesTooMany,
  ],
})
