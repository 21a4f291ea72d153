/** The monitoring itself: are targets scraped, rules evaluated, alerts delivered, and is there room for samples? */
import {
  block,
  count,
  dashboard,
  histogramQuantile,
  max,
  min,
  or,
  panel,
  query,
  rate,
  rateInterval,
  ratio,
  re,
  row,
  select,
  sum,
  vector,
} from 'plimsoll'
import { targetsDown, upOrDown } from '../common/scrapes.ts'
import { alertmanager } from '../exporters/alertmanager.ts'
import { processMetrics } from '../exporters/process.ts'
import { prometheus } from '../exporters/prometheus.ts'
import { scrape } from '../exporters/scrape.ts'
import { storageUsed } from './storage.ts'

const loaded = { 0: { text: 'refused', color: 'red' }, 1: { text: 'loaded', color: 'green' } }

const now = [
  panel.stat('Targets up', {
    description: 'Targets whose last scrape succeeded.',
    show: sum(scrape.up),
    decimals: 0,
    sparkline: false,
  }),
  targetsDown({ description: 'Targets whose last scrape failed.' }),
  panel.stat('Prometheus configuration', {
    description: 'Whether the last reload of Prometheus succeeded; if not, it still runs with the one before.',
    show: min(prometheus.configLastReloadSuccessful),
    values: loaded,
  }),
  panel.stat('Alertmanager configuration', {
    description: 'Whether the last reload of Alertmanager succeeded; if not, it still runs with the one before.',
    show: min(alertmanager.configLastReloadSuccessful),
    values: loaded,
  }),
  panel.stat('Alertmanagers', {
    description: 'Alertmanagers that Prometheus sends alerts to. With none, nobody is told of anything.',
    show: min(prometheus.notificationsAlertmanagersDiscovered),
    sparkline: false,
  }),
  panel.stat('Watchdog', {
    description: 'The alert that always fires. When it does not, alerts do not work.',
    show: or(count(select(scrape.alerts, { alertname: 'Watchdog', alertstate: 'firing' })), vector(0)),
    values: { 0: { text: 'silent', color: 'red' }, 1: { text: 'fires', color: 'green' } },
  }),
]

const scraping = [
  panel.stateTimeline('Targets', {
    description: 'Whether each target could be scraped.',
    show: query(scrape.up, { legend: ({ labels }) => `${labels.job} ${labels.instance}` }),
    values: upOrDown,
  }),
  panel.timeSeries('Scrape duration', {
    description: 'How long the slowest scrape of each job takes. Beyond its timeout it fails.',
    show: max(scrape.duration, { by: ['job'] }),
  }),
  panel.timeSeries('Samples scraped', {
    description: 'Samples that each job exposes in a scrape. Beyond its sample_limit a scrape fails as a whole.',
    show: sum(scrape.samplesScraped, { by: ['job'] }),
    stacked: true,
  }),
  panel.timeSeries('Series added', {
    description:
      'Series that a scrape saw for the first time, by job. High for long is churn: labels that keep changing.',
    show: sum(scrape.seriesAdded, { by: ['job'] }),
  }),
  panel.timeSeries('Scrapes refused', {
    description:
      'Scrapes per second that were thrown away: too many samples, too many labels, too large, out of order.',
    show: [
      query(sum(rate(prometheus.targetScrapesExceededSampleLimit, rateInterval)), { legend: 'too many samples' }),
      query(sum(rate(prometheus.targetScrapePoolExceededLabelLimits, rateInterval)), { legend: 'too many labels' }),
      query(sum(rate(prometheus.targetScrapesExceededBodySizeLimit, rateInterval)), { legend: 'too large' }),
      query(sum(rate(prometheus.targetScrapesSampleDuplicateTimestamp, rateInterval)), { legend: 'duplicates' }),
      query(sum(rate(prometheus.targetScrapesSampleOutOfOrder, rateInterval)), { legend: 'out of order' }),
    ],
  }),
]

const rules = [
  panel.timeSeries('Rule evaluation time', {
    description: 'Share of its interval that the last round over each group took. At 100 % rounds are left out.',
    show: ratio(prometheus.ruleGroupLastDuration, prometheus.ruleGroupInterval),
  }),
  block.rates('Rule evaluation failures', prometheus.ruleEvaluationFailures, { by: ['rule_group'] }),
  block.rates('Rule evaluations', prometheus.ruleEvaluations, { by: ['rule_group'] }),
  block.rates('Missed rounds', prometheus.ruleGroupIterationsMissed, { by: ['rule_group'] }),
]

const byIntegration = { by: ['integration'] } as const

const notifications = [
  panel.timeSeries('Alerts to Alertmanager', {
    description: 'Alerts per second that Prometheus sends, that could not be sent, and that were given up.',
    show: [
      query(sum(rate(prometheus.notificationsSent, rateInterval)), { legend: 'sent', color: 'green' }),
      query(sum(rate(prometheus.notificationsErrors, rateInterval)), { legend: 'failed', color: 'orange' }),
      query(sum(rate(prometheus.notificationsDropped, rateInterval)), { legend: 'dropped', color: 'red' }),
    ],
  }),
  panel.timeSeries('Alerts in Alertmanager', {
    description: 'Alerts that Alertmanager holds, and those that it keeps back by a silence or an inhibition.',
    show: sum(alertmanager.alerts, { by: ['state'] }),
    stacked: true,
  }),
  block.rates('Notifications', alertmanager.notifications, byIntegration),
  block.rates('Failed notifications', alertmanager.notificationsFailed, { by: ['integration', 'reason'] }),
  panel.timeSeries('Notification latency p95', {
    description: 'Time in which 95 % of the requests to each kind of receiver are answered.',
    show: histogramQuantile(
      0.95,
      sum(rate(alertmanager.notificationLatency.bucket, rateInterval), { by: ['le', 'integration'] }),
    ),
  }),
  panel.timeSeries('Silences', {
    description: 'Silences by state.',
    show: sum(alertmanager.silences, { by: ['state'] }),
  }),
]

const storage = [
  panel.timeSeries('Storage used', {
    description: 'Share of the disk that samples may take; at 100 % the oldest are deleted before their time.',
    show: query(storageUsed, { legend: 'used' }),
    width: 8,
  }),
  panel.timeSeries('Series in memory', {
    description: 'Series that were written to of late, which is what the memory of Prometheus goes with.',
    show: query(sum(prometheus.tsdbHeadSeries), { legend: 'series' }),
    width: 8,
  }),
  panel.timeSeries('Samples stored', {
    description: 'Samples per second that are stored.',
    show: query(sum(rate(prometheus.tsdbHeadSamplesAppended, rateInterval)), { legend: 'samples' }),
    width: 8,
  }),
  panel.timeSeries('Series created and removed', {
    description: 'Series per second that are new, and that leave memory. Both high for long is churn.',
    show: [
      query(sum(rate(prometheus.tsdbHeadSeriesCreated, rateInterval)), { legend: 'created' }),
      query(sum(rate(prometheus.tsdbHeadSeriesRemoved, rateInterval)), { legend: 'removed' }),
    ],
    width: 8,
  }),
  panel.timeSeries('Query time', {
    description: 'Time in which 90 % of the queries are done, those of rules included, by step.',
    show: query(max(select(prometheus.engineQueryDuration.quantiles, { quantile: '0.9' }), { by: ['slice'] }), {
      legend: ({ labels }) => `${labels.slice}`,
    }),
    width: 8,
  }),
  panel.timeSeries('Memory', {
    description: 'Memory of Prometheus and Alertmanager.',
    show: query(sum(select(processMetrics.residentMemory, { job: re('prometheus|alertmanager') }), { by: ['job'] }), {
      legend: ({ labels }) => `${labels.job}`,
    }),
    width: 8,
  }),
]

export const monitoringItself = dashboard('monitoring', {
  title: 'Monitoring itself',
  description: 'Prometheus, Alertmanager, scrapes and rules: whether what the other dashboards show can be believed.',
  variables: [],
  rows: [
    row('Now', now),
    row('Scraping', scraping),
    row('Rules', rules),
    row('Alerts and notifications', notifications),
    row('Storage and queries', storage),
  ],
})
