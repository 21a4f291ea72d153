/** Labels and their values. */
import { app, both, type Case, more, named, set } from '../../../support/reality.ts'

export const labels: readonly Case[] = [
  [
    'a label that is not defined',
    ({ series }) => {
      for (const one of series.filter(named('http_requests_total'))) set(one, 'endpont', '/x')
    },
    [
      'problem verify/label-unknown http_requests_total: in app it has the label endpont, which it is not defined with; is endpoint meant? Otherwise define or drop it',
    ],
  ],
  [
    'a label that no series has',
    ({ series }) => {
      for (const one of series.filter(named('http_requests_total'))) delete one.endpoint
    },
    [
      'problem verify/label-missing http_requests_total: in app none of its series has the label endpoint; expose it, or take it out of the definition',
    ],
  ],
  [
    'a label that some series lack',
    more('http_requests_total', { endpoint: '' }),
    [
      'note verify/label-missing http_requests_total: in app 1 of 2 series lack the label endpoint; expose it, or take it out of the definition',
    ],
  ],
  [
    'an enumerated label that some series lack',
    more('http_requests_total', { method: '' }),
    [
      'problem verify/label-missing http_requests_total: in app 1 of 2 series lack the label method; expose it, or take it out of the definition',
    ],
  ],
  [
    'a value that is spelt otherwise',
    more('http_requests_total', { method: 'get' }),
    [
      'problem verify/label-value http_requests_total: in app the label method has the value "get", which it cannot have; add to its values, or correct what sets it',
    ],
  ],
  [
    'more values than are listed',
    more('http_requests_total', ...Array.from({ length: 9 }, (_, i) => ({ status: `20${i + 1}` }))),
    [
      'problem verify/label-value http_requests_total: in app the label status has the values "201", "202", "203", "204", "205" and 2 more, which it cannot have; is "200" meant? Otherwise add to its values, or correct what sets it',
    ],
  ],
  [
    'a quantile in other digits',
    ({ series }) => {
      for (const one of series.filter(({ quantile }) => quantile === '1')) set(one, 'quantile', '1.0')
    },
    [],
  ],
  [
    'bounds of buckets in other digits',
    ({ series }) => {
      for (const one of series.filter(({ le }) => le === '1')) set(one, 'le', '1.0')
    },
    [],
  ],
  [
    'other buckets',
    ({ series }) => {
      for (const one of series.filter(({ __name__, le }) => __name__ === 'work_seconds_bucket' && le === '2'))
        set(one, 'le', '3')
    },
    [
      'problem verify/buckets work_seconds: in worker it has 1 bucket at 3 and lacks 1 bucket at 2, other than it is defined; correct one of both',
    ],
  ],
  [
    'more labels than are looked at',
    both(...Array.from({ length: 250 }, (_, i) => app('go_info', { [`l${i}`]: 'x' }))),
    [
      'problem verify/beside app: an instance exposes 250 series beside its metrics, above the bound of 10: go_info (250); define what is of use, drop the rest, or raise beside',
      'note verify/labels-left demo: has 59 labels more than are looked at; verify fewer jobs at a time, with --job',
      'note verify/unknown app: exposes go_info too (250 series); define it if somebody should look at it',
    ],
  ],
]
