/** The overview that README shows: rows by name, and nothing else. */
import { block, dashboard, histogramQuantile, minutes, rate, row, select, sum } from 'plimsoll'
import { connections, latency, requests } from './system.ts'

const failed = select(requests, { status: '500' })
const p95 = histogramQuantile(0.95, sum(rate(latency.bucket, minutes(5)), { by: ['le', 'endpoint'] }))

export const overview = dashboard('overview', {
  title: 'Overview',
  description: 'Rate, errors and duration of the API, and what it holds open.',
  rows: [
    row('API', block.red('API', { requests, failed, latency, by: ['endpoint'] })),
    row('Response times', [
      block.distribution('Response times', latency),
      block.top('Slowest endpoints', 5, p95, { description: 'The endpoints with the highest p95.' }),
    ]),
    row('Connections', block.use('Connections', { utilisation: sum(connections, { by: ['pool'] }) })),
  ],
})
