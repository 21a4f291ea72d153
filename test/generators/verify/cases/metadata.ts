/** What targets say of their metrics. */
import { type Case, described, set } from '../../../support/reality.ts'

export const metadata: readonly Case[] = [
  [
    'another type',
    (reality) => set(described(reality, 'app', 'open_connections'), 'type', 'counter'),
    [
      'problem verify/type open_connections: app exposes it as a "counter", and it is defined as a gauge; correct one of both',
    ],
  ],
  [
    'no type',
    (reality) => set(described(reality, 'app', 'open_connections'), 'type', 'unknown'),
    ['note verify/type open_connections: app exposes it without a type, and it is defined as a gauge; expose its TYPE'],
  ],
  [
    'a type that says how an untyped metric behaves',
    (reality) => set(described(reality, 'app', 'legacy_load'), 'type', 'gauge'),
    [],
  ],
  [
    'the type of OpenMetrics',
    (reality) => Object.assign(described(reality, 'app', 'app_build_info'), { type: 'info', metric: 'app_build' }),
    [],
  ],
  [
    'another type of a metric that is renamed',
    (reality) => set(described(reality, 'worker', 'finished'), 'type', 'gauge'),
    [
      'problem verify/type jobs_done_total: worker exposes it as a "gauge", and it is defined as a counter; correct one of both',
    ],
  ],
  [
    'another unit',
    (reality) => set(described(reality, 'worker', 'work_seconds'), 'unit', 'milliseconds'),
    [
      'problem verify/unit work_seconds: worker exposes it in "milliseconds", and it is defined in seconds; correct one of both',
    ],
  ],
  ['the same unit', (reality) => set(described(reality, 'worker', 'work_seconds'), 'unit', 'seconds'), []],
  [
    'what is counted, as a unit',
    (reality) => set(described(reality, 'app', 'http_requests_total'), 'unit', 'requests'),
    [],
  ],
  [
    'other help',
    (reality) => set(described(reality, 'app', 'open_connections'), 'help', 'Sockets.'),
    [
      'note verify/help open_connections: app describes it as "Sockets.", and it is defined as "Connections that are open."; see whether both mean the same',
    ],
  ],
  [
    'the same help in other letters',
    (reality) => set(described(reality, 'app', 'open_connections'), 'help', ' connections  that are open'),
    [],
  ],
]
