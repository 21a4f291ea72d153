/** Prometheus about itself (:9090): queries, rules, notifications. https://github.com/prometheus/prometheus */
import { counter, gauge, histogram, info, oneOf, open, summary, type TargetDefinition, target } from 'plimsoll'
import { goRuntime } from './go.ts'
import { prometheusScraping } from './prometheus-scraping.ts'
import { prometheusStorage } from './prometheus-storage.ts'
import { fromZero } from './shared.ts'

const handler = open({ atMost: 60, like: ['/api/v1/query', '/metrics'] })
const ruleGroup = { labels: { rule_group: open({ atMost: 50, like: ['/etc/prometheus/rules/api.yml;api'] }) } } as const
const alertmanager = {
  labels: { alertmanager: open({ atMost: 5, like: ['http://alertmanager:9093/api/v2/alerts'] }) },
} as const

export const prometheus = {
  ...prometheusScraping,
  ...prometheusStorage,
  buildInfo: info('prometheus_build_info', {
    help: 'The version of Prometheus.',
    labels: {
      version: open({ atMost: 1, like: ['3.7.3'] }),
      revision: open({ atMost: 1 }),
      branch: open({ atMost: 1, like: ['HEAD'] }),
      goversion: open({ atMost: 1, like: ['go1.25.3'] }),
      goos: open({ atMost: 1, like: ['linux'] }),
      goarch: open({ atMost: 1, like: ['amd64'] }),
      tags: open({ atMost: 1 }),
    },
  }),
  ready: gauge('prometheus_ready', {
    help: 'Whether Prometheus has started up and answers queries: 1, or 0.',
    unit: 'boolean',
  }),
  configLastReloadSuccessful: gauge('prometheus_config_last_reload_successful', {
    help: 'Whether the configuration was last loaded without an error: 1, or 0, and the one before is kept.',
    unit: 'boolean',
  }),
  configLastReloadSuccessTime: gauge('prometheus_config_last_reload_success_timestamp_seconds', {
    help: 'When the configuration was last loaded without an error, as a Unix time.',
    unit: 'timestamp',
  }),
  httpRequests: counter('prometheus_http_requests_total', {
    help: 'Requests to the API and the pages of Prometheus.',
    labels: { handler, code: open({ atMost: 10, like: ['200', '400', '503'] }) },
    atMost: 200,
  }),
  httpRequestDuration: histogram('prometheus_http_request_duration_seconds', {
    help: 'Time to answer a request to Prometheus, in seconds.',
    labels: { handler },
    buckets: [0.1, 0.2, 0.4, 1, 3, 8, 20, 60, 120],
  }),
  engineQueryDuration: summary('prometheus_engine_query_duration_seconds', {
    help: 'Time of a query, those of rules included, by step, in seconds; NaN where there was none of late.',
    labels: { slice: oneOf('inner_eval', 'prepare_time', 'queue_time', 'result_sort') },
    quantiles: [0.5, 0.9, 0.99],
  }),
  engineQueries: gauge('prometheus_engine_queries', { help: 'Queries that run or wait.', range: fromZero }),
  engineQueriesConcurrentMax: gauge('prometheus_engine_queries_concurrent_max', {
    help: 'Queries that may run at the same time.',
    range: fromZero,
  }),
  ruleEvaluations: counter('prometheus_rule_evaluations_total', {
    help: 'Evaluations of the rules of a group.',
    ...ruleGroup,
  }),
  ruleEvaluationFailures: counter('prometheus_rule_evaluation_failures_total', {
    help: 'Evaluations of the rules of a group that failed.',
    ...ruleGroup,
  }),
  ruleGroupIterations: counter('prometheus_rule_group_iterations_total', {
    help: 'Rounds over a group, missed ones included.',
    ...ruleGroup,
  }),
  ruleGroupIterationsMissed: counter('prometheus_rule_group_iterations_missed_total', {
    help: 'Rounds over a group that were left out because the one before took too long.',
    ...ruleGroup,
  }),
  ruleGroupLastDuration: gauge('prometheus_rule_group_last_duration_seconds', {
    help: 'How long the last round over a group took, in seconds.',
    unit: 'seconds',
    range: fromZero,
    ...ruleGroup,
  }),
  ruleGroupInterval: gauge('prometheus_rule_group_interval_seconds', {
    help: 'Time from one round over a group to the next, in seconds.',
    unit: 'seconds',
    range: fromZero,
    ...ruleGroup,
  }),
  ruleGroupRules: gauge('prometheus_rule_group_rules', { help: 'Rules in a group.', range: fromZero, ...ruleGroup }),
  ruleGroupLastEvaluationSamples: gauge('prometheus_rule_group_last_evaluation_samples', {
    help: 'Samples that the last round over a group gave.',
    range: fromZero,
    ...ruleGroup,
  }),
  ruleGroupLastEvaluation: gauge('prometheus_rule_group_last_evaluation_timestamp_seconds', {
    help: 'When the last round over a group began, as a Unix time.',
    unit: 'timestamp',
    ...ruleGroup,
  }),
  notificationsSent: counter('prometheus_notifications_sent_total', {
    help: 'Alerts sent to an Alertmanager.',
    ...alertmanager,
  }),
  notificationsErrors: counter('prometheus_notifications_errors_total', {
    help: 'Alerts that could not be sent to an Alertmanager.',
    ...alertmanager,
  }),
  notificationsDropped: counter('prometheus_notifications_dropped_total', {
    help: 'Alerts that were given up, because sending failed or the queue was full.',
    ...alertmanager,
  }),
  notificationsQueueLength: gauge('prometheus_notifications_queue_length', {
    help: 'Alerts that wait to be sent.',
    range: fromZero,
    ...alertmanager,
  }),
  notificationsQueueCapacity: gauge('prometheus_notifications_queue_capacity', {
    help: 'Alerts that can wait to be sent.',
    range: fromZero,
  }),
  notificationsAlertmanagersDiscovered: gauge('prometheus_notifications_alertmanagers_discovered', {
    help: 'Alertmanagers that alerts are sent to; with 0 nobody is told of any.',
    range: fromZero,
  }),
  notificationsLatency: summary('prometheus_notifications_latency_seconds', {
    help: 'Time to send alerts to an Alertmanager, in seconds; NaN where none were sent of late.',
    quantiles: [0.5, 0.9, 0.99],
    ...alertmanager,
  }),
} as const

/** Scraped as the job `prometheus`. */
export const prometheusServer = (options: Partial<TargetDefinition> = {}) =>
  target('prometheus', {
    service: 'prometheus',
    port: 9090,
    exposes: [...Object.values(prometheus), ...goRuntime],
    beside: { series: 1500, labels: 8 },
    ...options,
  })
