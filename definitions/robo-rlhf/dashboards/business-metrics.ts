/** Business Metrics: who uses Robo-RLHF, for what, and with which success. */
import {
  block,
  dashboard,
  dashboardRange,
  days,
  increase,
  minutes,
  offset,
  panel,
  query,
  row,
  select,
  share,
  sum,
} from 'plimsoll'
import { activeUsers, featureUses, requests } from '../metrics/index.ts'
import { errorRatio, featureSuccess } from '../recording.ts'

const users = [
  panel.stat('Active users', { description: 'Users that are active now.', show: sum(activeUsers), width: 6 }),
  panel.timeSeries('User activity', {
    description: 'Users that are active, beside those of the same hour a week ago.',
    show: [
      query(sum(activeUsers), { legend: 'now', color: 'blue' }),
      query(sum(offset(activeUsers, days(7))), { legend: 'a week ago', color: 'text' }),
    ],
    width: 18,
  }),
]

const features = [
  block.rates('Feature usage', featureUses, { by: ['feature'], per: 'hour', width: 16 }),
  panel.barGauge('Most used features', {
    description: 'Uses of each feature in the time range.',
    show: query(sum(increase(featureUses, dashboardRange), { by: ['feature'] }), {
      legend: ({ labels }) => `${labels.feature}`,
    }),
    decimals: 0,
    width: 8,
  }),
]

const success = [
  panel.timeSeries('Success rate by feature', {
    description: 'Share of the uses of each feature that succeed, over an hour.',
    show: featureSuccess,
    width: 16,
  }),
  panel.gauge('Success rate', {
    description: 'Share of the uses of all features in the time range that succeeded.',
    show: share(
      sum(increase(select(featureUses, { outcome: 'success' }), dashboardRange)),
      sum(increase(featureUses, dashboardRange)),
    ),
    width: 8,
  }),
  block.rates('Failed uses', select(featureUses, { outcome: 'failure' }), {
    by: ['feature'],
    per: 'hour',
    description: 'Uses of each feature that fail, per hour.',
    width: 12,
  }),
  block.rates('Requests', requests, { by: ['endpoint'], per: 'minute', width: 6 }),
  panel.stat('Failed requests', {
    description: 'Share of the HTTP requests that the server failed.',
    show: errorRatio,
    width: 6,
  }),
]

export const business = dashboard('business-metrics', {
  title: 'Business Metrics',
  description: 'User activity, feature usage and success rates.',
  variables: ['feature'],
  range: days(7),
  refresh: minutes(5),
  rows: [row('Users', users), row('Features', features), row('Success', success)],
})
