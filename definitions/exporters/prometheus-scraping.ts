/** Prometheus about itself: service discovery and scraping. */
import { counter, gauge, oneOf, open, summary } from 'plimsoll'
import { fromZero } from './shared.ts'

const config = open({ atMost: 50, like: ['node', 'config-0'] })
const discovery = { name: oneOf('scrape', 'notify'), config }
const pool = { labels: { scrape_job: open({ atMost: 50, like: ['node'] }) } } as const

export const prometheusScraping = {
  sdDiscoveredTargets: gauge('prometheus_sd_discovered_targets', {
    help: 'Targets that discovery found, before relabelling; `config` is a job, or config-N for Alertmanagers.',
    range: fromZero,
    labels: discovery,
    atMost: 60,
  }),
  sdLastUpdate: gauge('prometheus_sd_last_update_timestamp_seconds', {
    help: 'When discovery last changed the targets of a job, as a Unix time.',
    unit: 'timestamp',
    labels: discovery,
    atMost: 60,
  }),
  sdRefreshFailures: counter('prometheus_sd_refresh_failures_total', {
    help: 'Attempts to look for targets that failed.',
    labels: { mechanism: open({ atMost: 10, like: ['dns', 'file'] }), config },
    atMost: 60,
  }),
  targetIntervalLength: summary('prometheus_target_interval_length_seconds', {
    help: 'Time that really passed between two scrapes, by the interval that was asked for, in seconds.',
    labels: { interval: open({ atMost: 6, like: ['15s', '30s'] }) },
    quantiles: [0.01, 0.05, 0.5, 0.9, 0.99],
  }),
  targetScrapePoolTargets: gauge('prometheus_target_scrape_pool_targets', {
    help: 'Targets of a job, after relabelling.',
    range: fromZero,
    ...pool,
  }),
  targetSyncFailed: counter('prometheus_target_sync_failed_total', {
    help: 'Targets of a job that could not be made, as for a wrong address.',
    ...pool,
  }),
  targetScrapesExceededSampleLimit: counter('prometheus_target_scrapes_exceeded_sample_limit_total', {
    help: 'Scrapes that were thrown away because they had more samples than sample_limit.',
  }),
  targetScrapesExceededBodySizeLimit: counter('prometheus_target_scrapes_exceeded_body_size_limit_total', {
    help: 'Scrapes that were broken off because they were larger than body_size_limit.',
  }),
  targetScrapePoolExceededTargetLimit: counter('prometheus_target_scrape_pool_exceeded_target_limit_total', {
    help: 'Times that a job had more targets than target_limit.',
  }),
  targetScrapePoolExceededLabelLimits: counter('prometheus_target_scrape_pool_exceeded_label_limits_total', {
    help: 'Scrapes that were thrown away because a series had more or longer labels than allowed.',
  }),
  targetScrapesSampleDuplicateTimestamp: counter('prometheus_target_scrapes_sample_duplicate_timestamp_total', {
    help: 'Samples that were dropped because their series had another value at that time.',
  }),
  targetScrapesSampleOutOfOrder: counter('prometheus_target_scrapes_sample_out_of_order_total', {
    help: 'Samples that were dropped because they were older than the last of their series.',
  }),
  targetScrapesSampleOutOfBounds: counter('prometheus_target_scrapes_sample_out_of_bounds_total', {
    help: 'Samples that were dropped because their time is too far off.',
  }),
  targetMetadataCacheEntries: gauge('prometheus_target_metadata_cache_entries', {
    help: 'Metrics whose type and help are known, of a job.',
    range: fromZero,
    ...pool,
  }),
} as const
