/** What Prometheus adds to every scrape by itself. https://prometheus.io/docs/concepts/jobs_instances/ */
import { gauge, oneOf, open } from 'plimsoll'
import { capitals, fromZero, noUnit } from './shared.ts'

const added = { addedBy: 'prometheus' } as const
const severity = oneOf('critical', 'warning', 'info', 'none')
const team = open({ atMost: 20, like: ['platform'] })
const alertLabel = { 'target-label': 'it is the label of the alert, and no target attaches it' } as const

export const scrape = {
  up: gauge('up', { help: 'Whether the last scrape of this instance succeeded: 1, or 0.', unit: 'boolean', ...added }),
  duration: gauge('scrape_duration_seconds', {
    help: 'How long the last scrape took, in seconds.',
    unit: 'seconds',
    range: fromZero,
    ...added,
  }),
  samplesScraped: gauge('scrape_samples_scraped', {
    help: 'Samples that the target exposed in the last scrape.',
    range: fromZero,
    ...added,
  }),
  samplesPostMetricRelabeling: gauge('scrape_samples_post_metric_relabeling', {
    help: 'Samples of the last scrape that were left after metric relabelling.',
    range: fromZero,
    ...added,
  }),
  seriesAdded: gauge('scrape_series_added', {
    help: 'Series that the last scrape saw for the first time, approximately; it stays high where labels churn.',
    range: fromZero,
    ...added,
  }),
  alerts: gauge('ALERTS', {
    help: 'An alert that is pending or firing, as 1, with the labels of its rule; the series ends with it.',
    unit: 'boolean',
    labels: {
      alertname: open({ atMost: 200, like: ['TargetDown'] }),
      alertstate: oneOf('pending', 'firing'),
      severity,
      team,
    },
    atMost: 500,
    allow: { ...capitals, ...alertLabel },
    addedBy: 'rules',
  }),
  alertsForState: gauge('ALERTS_FOR_STATE', {
    help: 'When the condition of an active alert began to hold, as a Unix time, with the labels of its rule.',
    unit: 'timestamp',
    labels: {
      alertname: open({ atMost: 200, like: ['TargetDown'] }),
      severity,
      team,
    },
    atMost: 500,
    allow: { ...capitals, ...noUnit, ...alertLabel },
    addedBy: 'rules',
  }),
} as const

const extra = { ...added, needs: 'extra_scrape_metrics: true' } as const

/** Added only where the scrape configuration asks for them. */
export const scrapeExtra = {
  timeout: gauge('scrape_timeout_seconds', {
    help: 'The timeout configured for the target, in seconds.',
    unit: 'seconds',
    range: fromZero,
    ...extra,
  }),
  sampleLimit: gauge('scrape_sample_limit', {
    help: 'The sample limit configured for the target; 0 is none.',
    range: fromZero,
    ...extra,
  }),
  bodySize: gauge('scrape_body_size_bytes', {
    help: 'Uncompressed size of the last scrape in bytes; -1 where it exceeded the limit, 0 where the scrape failed.',
    unit: 'bytes',
    range: [-1, 'none'],
    ...extra,
  }),
} as const
