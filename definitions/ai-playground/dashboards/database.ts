/** Database: how many queries there are, how long they take, and how full the connection pools are. */
import { block, dashboard, gt, panel, query, ratio, row, select, sum, topk } from 'plimsoll'
import { poolConnections, poolLimit, queries, queryDuration } from '../metrics/index.ts'
import { queryP95 } from '../recording.ts'

const performance = [
  block.rates('Query rate', queries, { by: ['operation'], width: 8 }),
  block.rates('Query rate by table', queries, { by: ['table'], width: 8 }),
  block.percentiles('Query duration percentiles', queryDuration, { width: 8 }),
  block.distribution('Query durations', queryDuration, { width: 8 }),
  panel.timeSeries('p95 by statement', {
    description: 'Time in which 95 % of the queries of a kind are done.',
    show: queryP95,
    width: 8,
  }),
  panel.barGauge('Slowest tables', {
    description: 'The ten tables and statements with the highest p95 now.',
    show: topk(10, queryP95),
    width: 8,
  }),
]

const pool = [
  panel.timeSeries('Connection pool', {
    description: 'Connections of the pools of all processes, by state, and how many they may open.',
    show: [
      query(sum(poolConnections, { by: ['state'] }), { legend: ({ labels }) => `${labels.state}` }),
      query(sum(poolLimit), { legend: 'limit', color: 'red' }),
    ],
  }),
  panel.gauge('Connection pool usage', {
    description: 'Share of the connections that the pools may open which are in use. At 100 % queries wait for one.',
    show: ratio(sum(select(poolConnections, { state: 'active' })), gt(sum(poolLimit), 0)),
  }),
]

export const database = dashboard('database', {
  title: 'Database',
  description: 'Database queries and the connection pools of API and workers.',
  variables: ['operation', 'table'],
  rows: [row('Queries', performance), row('Connections', pool)],
})
