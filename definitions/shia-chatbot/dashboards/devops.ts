/** Rows for DevOps: whether all of it runs, how requests and queries fare, and what fails. */
import {
  block,
  clientError,
  dashboardRange,
  increase,
  min,
  type Panel,
  panel,
  query,
  rate,
  rateInterval,
  re,
  select,
  share,
  sum,
  topk,
} from 'plimsoll'
import { probePanels } from '../../common/probes.ts'
import { scrape } from '../../exporters/scrape.ts'
import {
  connectionsActive,
  connectionsIdle,
  errors as errorsTotal,
  latency,
  queryDuration,
  rateLimited,
  requests,
  requestsInProgress,
} from '../metrics/index.ts'
import { endpointP95, errorRatio, responseP95, workers } from '../recording.ts'
import { applicationJobs } from '../targets.ts'

export const health: readonly Panel[] = [
  panel.stat('Requests', {
    description: 'HTTP requests per second, over all endpoints.',
    show: sum(rate(requests, rateInterval)),
    width: 6,
  }),
  panel.stat('Errors', { description: 'Share of HTTP requests that the server failed.', show: errorRatio, width: 6 }),
  panel.stat('p95', {
    description: 'Time in which 95 % of the HTTP requests are answered.',
    show: responseP95,
    width: 6,
  }),
  panel.stat('Workers', { description: 'Celery workers that are active.', show: sum(workers), decimals: 0, width: 6 }),
  panel.stateTimeline('Replicas', {
    description: 'Whether each replica of the application could be scraped.',
    show: query(min(select(scrape.up, { job: re(applicationJobs) }), { by: ['instance'] }), {
      legend: ({ labels }) => `${labels.instance}`,
    }),
    values: { 0: { text: 'down', color: 'red' }, 1: { text: 'up', color: 'green' } },
    width: 24,
    height: 6,
  }),
  ...probePanels,
]

export const http: readonly Panel[] = [
  block.rates('HTTP request rates', requests, { by: ['endpoint'] }),
  block.percentiles('Response times', latency),
  panel.timeSeries('Error rates (4xx/5xx)', {
    description:
      'Share of the requests that were wrong, and that the server failed; HighErrorRate fires above the line.',
    show: [
      query(errorRatio, { legend: ({ labels }) => `5xx ${labels.environment}` }),
      query(
        share(
          sum(rate(select(requests, { status_code: clientError }), rateInterval), { by: ['environment'] }),
          sum(rate(requests, rateInterval), { by: ['environment'] }),
        ),
        { legend: ({ labels }) => `4xx ${labels.environment}` },
      ),
    ],
  }),
  panel.timeSeries('p95 response time', {
    description: 'Time in which 95 % of the requests are answered; HighResponseTime fires above the line.',
    show: responseP95,
  }),
  block.top('Slowest endpoints', 10, endpointP95, { description: 'The ten endpoints with the highest p95 now.' }),
  panel.timeSeries('Requests in progress', {
    description: 'Requests that each replica is answering. One that only grows hangs.',
    show: sum(requestsInProgress, { by: ['instance'] }),
    stacked: true,
  }),
]

export const database: readonly Panel[] = [
  panel.timeSeries('Database connection pools', {
    description: 'Connections in use and idle, over all replicas. A pool without an idle one lets requests wait.',
    show: [
      query(sum(connectionsActive, { by: ['pool'] }), {
        legend: ({ labels }) => `${labels.pool} in use`,
      }),
      query(sum(connectionsIdle, { by: ['pool'] }), { legend: ({ labels }) => `${labels.pool} idle` }),
    ],
    stacked: true,
  }),
  block.percentiles('Database query performance', queryDuration),
  block.percentiles('Query p95 by table', queryDuration, { by: ['operation', 'table'], quantiles: [0.95] }),
  panel.timeSeries('Database queries', {
    description: 'Queries per second, by operation.',
    show: sum(rate(queryDuration.count, rateInterval), { by: ['operation'] }),
    stacked: true,
  }),
]

export const errors: readonly Panel[] = [
  block.rates('Rate limiting events', rateLimited, { by: ['endpoint', 'plan'], per: 'minute' }),
  block.rates('Errors by component', errorsTotal, { by: ['component'], per: 'minute' }),
  panel.table('Top errors', {
    description: 'The ten errors that occurred most in the time range, by type and component.',
    show: query(topk(10, sum(increase(errorsTotal, dashboardRange), { by: ['error_type', 'component'] })), {
      legend: 'errors',
    }),
    columns: { error_type: 'Error', component: 'Component' },
    decimals: 0,
    width: 24,
  }),
]
