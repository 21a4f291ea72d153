/** What is there, and how much of it. */
import { counter, gauge } from 'plimsoll'
import { app, both, type Case, described, more, named, set, unannounced, without } from '../../../support/reality.ts'
import type { Parts } from '../../../support/system.ts'

export const metrics: readonly Case[] = [
  [
    'a metric that is absent',
    both(without('open_connections'), unannounced('app', 'open_connections')),
    [
      'problem verify/absent open_connections: app does not expose it; if it has merely not happened yet, let it begin at 0; otherwise expose it, or take it out of exposes',
    ],
  ],
  [
    'a metric without labels that is absent',
    both(without('legacy_load'), unannounced('app', 'legacy_load')),
    ['problem verify/absent legacy_load: app does not expose it; expose it, or take it out of exposes'],
  ],
  [
    'a metric that has to be switched on',
    both(without('pool_size'), unannounced('app', 'pool_size')),
    ['problem verify/absent pool_size: app does not expose it; it needs --collector.pool'],
  ],
  [
    'a metric of another spelling',
    both(without('queue_length'), unannounced('app', 'queue_length'), app('queue_lenght', { region: 'eu' })),
    [
      'problem verify/absent queue_length: app does not expose it; is queue_lenght meant?',
      'note verify/unknown app: exposes queue_lenght too (1 series); define it if somebody should look at it',
    ],
  ],
  [
    'a histogram of which only the count is there',
    both(without('http_request_duration_seconds_bucket'), unannounced('app', 'http_request_duration_seconds')),
    [
      'problem verify/absent http_request_duration_seconds: app does not expose it; if it has merely not happened yet, let it begin at 0; otherwise expose it, or take it out of exposes',
    ],
  ],
  [
    'a metric that is announced and never happened',
    without('http_requests_total'),
    [
      'note verify/absent http_requests_total: app announces it and has no series of it yet; look again after what it measures has happened',
    ],
  ],
  [
    'a counter that OpenMetrics announces without its ending',
    both(without('http_requests_total'), (reality) =>
      set(described(reality, 'app', 'http_requests_total'), 'metric', 'http_requests'),
    ),
    [
      'note verify/absent http_requests_total: app announces it and has no series of it yet; look again after what it measures has happened',
    ],
  ],
  [
    'a metric that is not renamed',
    both(
      ({ series }) => {
        for (const one of series.filter(named('jobs_done_total'))) one.__name__ = 'finished'
      },
      unannounced('worker', 'finished'),
    ),
    [
      'problem verify/absent jobs_done_total: worker does not expose it; it is there as finished; load the generated prometheus.yml, which renames it',
      'problem verify/beside worker: an instance exposes 1 series beside its metrics, above the bound of 0: finished (1); define what is of use, drop the rest, or raise beside',
      'note verify/unknown worker: exposes finished too (1 series); define it if somebody should look at it',
    ],
  ],
  [
    'metrics beside, up to their number',
    both(app('go_gc_seconds_sum'), app('go_gc_seconds_count'), ({ metadata }) =>
      metadata.app?.push({ metric: 'go_gc_seconds', type: 'summary', help: '', unit: '' }),
    ),
    ['note verify/unknown app: exposes go_gc_seconds too (summary, 2 series); define it if somebody should look at it'],
  ],
  [
    'metrics beside, beyond their number',
    both(...Array.from({ length: 11 }, (_, i) => app('cache_entries', { nth: String(i) }))),
    [
      'problem verify/beside app: an instance exposes 11 series beside its metrics, above the bound of 10: cache_entries (11); define what is of use, drop the rest, or raise beside',
      'note verify/unknown app: exposes cache_entries too (gauge, 11 series); define it if somebody should look at it'.replace(
        'gauge, ',
        '',
      ),
    ],
  ],
  [
    'what rules leave behind is of no target',
    both(app('job:up:min', { user_id: '7' }), app('ALERTS', { alertname: 'X' }), app('scrape_duration_seconds')),
    [],
  ],
  [
    'more series than a metric is reckoned to have',
    more('open_connections', ...Array.from({ length: 2 }, (_, i) => ({ pool: ['write', 'more'][i] ?? '' }))),
    [
      'problem verify/label-value open_connections: in app the label pool has the value "more", which it cannot have; add to its values, or correct what sets it',
      'problem verify/series open_connections: an instance of app has 3 series of it, above the bound of 2; find the label that has grown, or raise its atMost',
    ],
  ],
  [
    'more samples than all is reckoned to have',
    both(...Array.from({ length: 20 }, (_, i) => more('queue_length', { other: String(i) }))),
    [
      'problem verify/label-unknown queue_length: in app it has the label other, which it is not defined with; define or drop it',
      'problem verify/series app: an instance exposes 25 series in all, above the bound of 8; see to it before there are 100, where scrapes fail',
      'problem verify/series queue_length: an instance of app has 21 series of it, above the bound of 1; find the label that has grown, or raise its atMost',
    ],
    small(),
  ],
  [
    'what should be thrown away',
    both(app('http_requests_created'), more('pool_size', { user_id: '7' })),
    [
      'problem verify/dropped app: http_requests_created, the label user_id should be thrown away and are stored; load the generated prometheus.yml',
      'problem verify/label-unknown pool_size: in app it has the label user_id, which it is not defined with; define or drop it',
      'problem verify/series pool_size: an instance of app has 2 series of it, above the bound of 1; find the label that has grown, or raise its atMost',
    ],
  ],
]

/** A target that is reckoned to expose little. */
function small(): Parts {
  const few = ['queue_length', 'pool_size', 'legacy_load', 'open_total', 'seen_total']
  return {
    app: {
      labels: { region: 'eu' },
      exposes: few.map((name) =>
        name.endsWith('_total') ? counter(name, { help: 'Some.' }) : gauge(name, { help: 'Some.' }),
      ),
      beside: { series: 3, labels: 3 },
    },
    groups: [],
  }
}
