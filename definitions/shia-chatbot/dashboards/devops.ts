/** Rows for DevOps: whether all of it runs, how requests and queries fare, and what fails. */
import {
  block,
  clientError,
  dashboardRange,
  histogramQuantile,
  increase,
  type Panel,
  panel,
  query,
  rate,
  rateInterval,
  select,
  share,
  sum,
  topk,
} from 'plimsoll'
import { probePanels } from '../../common/probes.ts'
import { upOrDown } from '../../common/scrapes.ts'
import { replicas } from '../measures.ts'
import {
  connectionsActive,
  connectionsIdle,
  errors as errorsTotal,
  llmDuration,
  queryDuration,
  rateLimited,
  userLatency,
  userRequests,
  userRequestsInProgress,
} from '../metrics/index.ts'
import { endpointP95, errorRatio, responseP95, workers } from '../recording.ts'

export const health: readonly Panel[] = [
  panel.stat('Requests', {
    description: 'HTTP requests per second, over all endpoints but /metrics.',
    show: sum(rate(userRequests, rateInterval)),
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
    description: 'Whether each replica of the application could be scraped; ApplicationDown fires when none can.',
    show: query(replicas, {
      legend: ({ labels }) => `${labels.instance}`,
    }),
    values: upOrDown,
    width: 24,
    height: 6,
  }),
  ...probePanels,
]

export const http: readonly Panel[] = [
  block.rates('HTTP request rates', userRequests, {
    by: ['endpoint'],
    description: 'HTTP requests per second, by endpoint, without /metrics.',
  }),
  panel.timeSeries('Response times', {
    description: 'Time in which 50, 95 and 99 % of the HTTP requests are answered, without /metrics.',
    show: [0.5, 0.95, 0.99].map((quantile) =>
      query(histogramQuantile(quantile, sum(rate(userLatency, rateInterval), { by: ['le'] })), {
        legend: `p${quantile * 100}`,
      }),
    ),
  }),
  panel.timeSeries('Error rates (4xx/5xx)', {
    description:
      'Share of requests answered with 4xx, the client’s fault, and with 5xx, the server’s; HighErrorRate fires above the line.',
    show: [
      query(errorRatio, { legend: ({ labels }) => `5xx ${labels.environment}`, color: 'red' }),
      query(
        share(
          sum(rate(select(userRequests, { status_code: clientError }), rateInterval), { by: ['environment'] }),
          sum(rate(userRequests, rateInterval), { by: ['environment'] }),
        ),
        { legend: ({ labels }) => `4xx ${labels.environment}`, color: 'orange' },
      ),
    ],
  }),
  panel.timeSeries('p95 response time', {
    description: 'Time in which 95 % of the requests are answered; HighResponseTime fires above the line.',
    show: responseP95,
  }),
  block.top('Slowest endpoints', 10, endpointP95, { description: 'The ten endpoints with the highest p95 now.' }),
  panel.timeSeries('Requests in progress', {
    description: 'Requests that each replica is answering. If it only grows, requests hang.',
    show: sum(userRequestsInProgress, { by: ['instance'] }),
    stacked: true,
  }),
]

/** What requests and tasks wait for. */
export const dependencies: readonly Panel[] = [
  panel.timeSeries('Database connection pools', {
    description: 'Connections in use and idle, over all replicas. A pool without an idle one makes requests wait.',
    show: [
      query(sum(connectionsActive, { by: ['pool'] }), {
        legend: ({ labels }) => `${labels.pool} in use`,
        color: 'blue',
      }),
      query(sum(connectionsIdle, { by: ['pool'] }), { legend: ({ labels }) => `${labels.pool} idle`, color: 'green' }),
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
  block.percentiles('LLM response times', llmDuration, { by: ['provider'], quantiles: [0.5, 0.95], width: 24 }),
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
