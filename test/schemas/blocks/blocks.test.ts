/** The building blocks: what they show, how they say it, and that a system's overview is built from them in a dozen lines. */
import {
  block,
  breaches,
  counter,
  dashboard,
  gauge,
  histogram,
  minutes,
  oneOf,
  open,
  type Panel,
  panel,
  percent,
  rate,
  ratio,
  record,
  row,
  select,
  share,
  sum,
  thresholds,
} from 'plimsoll'
import { describe, expect, test } from 'vitest'
import { printLine } from '../../../schemas/promql/print.ts'
import { boardsOf, flat, panelsOf } from '../../support/boards.ts'
import { alarm, connections, latency, problemsOf, requests } from '../../support/system.ts'

const failed = select(requests, { status: '500' })
const size = gauge('disk_used_bytes', { help: 'Bytes used.', unit: 'bytes', labels: { disk: open({ atMost: 4 }) } })
const capacity = gauge('disk_size_bytes', {
  help: 'Bytes there are.',
  unit: 'bytes',
  labels: { disk: open({ atMost: 4 }) },
})

/** A panel in a few words: its kind, its title, its width, what it says, and each query with its legend. */
const told = ({ data }: Panel) => ({
  panel: `${data.type} ${data.title}${data.width === undefined ? '' : ` ${data.width}`}`,
  description: data.description,
  queries: data.queries.map(({ expr, legend }) => `${printLine(expr)}${legend === undefined ? '' : ` => ${legend}`}`),
})

describe('a block shows', () => {
  test.each<{ name: string; input: Panel; output: ReturnType<typeof told> }>([
    {
      name: 'rates',
      input: block.rates('Requests', requests),
      output: {
        panel: 'timeSeries Requests',
        description: 'Per second. HTTP requests answered.',
        queries: ['sum(rate(http_requests_total[$__rate_interval]))'],
      },
    },
    {
      name: 'rates by labels, in a width of its own',
      input: block.rates('Requests', requests, { by: ['method', 'status'], width: 8 }),
      output: {
        panel: 'timeSeries Requests 8',
        description: 'Per second, by method and status. HTTP requests answered.',
        queries: ['sum by (method, status) (rate(http_requests_total[$__rate_interval]))'],
      },
    },
    {
      name: 'rates of some series, in words of its own',
      input: block.rates('Failures', failed, { description: 'What failed.' }),
      output: {
        panel: 'timeSeries Failures',
        description: 'What failed.',
        queries: ['sum(rate(http_requests_total{status="500"}[$__rate_interval]))'],
      },
    },
    {
      name: 'a part of a whole',
      input: block.ratioOf('Failures', {
        part: failed,
        whole: requests,
        by: ['endpoint'],
        description: 'What failed.',
      }),
      output: {
        panel: 'timeSeries Failures',
        description: 'What failed.',
        queries: [
          '(sum by (endpoint) (rate(http_requests_total{status="500"}[$__rate_interval])) or 0 * sum by (endpoint) (rate(http_requests_total[$__rate_interval]))) / sum by (endpoint) (rate(http_requests_total[$__rate_interval]))',
        ],
      },
    },
    {
      name: 'a part of a whole, as a gauge',
      input: block.ratioOf('Failures', {
        part: failed,
        whole: requests,
        description: 'What failed.',
        as: 'gauge',
        width: 6,
      }),
      output: {
        panel: 'gauge Failures 6',
        description: 'What failed.',
        queries: [
          '(sum(rate(http_requests_total{status="500"}[$__rate_interval])) or 0 * sum(rate(http_requests_total[$__rate_interval]))) / sum(rate(http_requests_total[$__rate_interval]))',
        ],
      },
    },
    {
      name: 'percentiles',
      input: block.percentiles('Latency', latency),
      output: {
        panel: 'timeSeries Latency',
        description: 'The value that 50, 95 or 99 % of the observations stay below. Time to answer an HTTP request.',
        queries: [0.5, 0.95, 0.99].map(
          (q) =>
            `histogram_quantile(${q}, sum by (le) (rate(http_request_duration_seconds_bucket[$__rate_interval]))) => p${q * 100}`,
        ),
      },
    },
    {
      name: 'other percentiles, by a label',
      input: block.percentiles('Latency', latency, { by: ['endpoint'], quantiles: [0.999] }),
      output: {
        panel: 'timeSeries Latency',
        description:
          'The value that 99.9 % of the observations stay below, by endpoint. Time to answer an HTTP request.',
        queries: [
          'histogram_quantile(0.999, sum by (le, endpoint) (rate(http_request_duration_seconds_bucket[$__rate_interval]))) => p99.9 {{endpoint}}',
        ],
      },
    },
    {
      name: 'a distribution',
      input: block.distribution('Latency', latency),
      output: {
        panel: 'heatmap Latency',
        description: 'How many observations fell into which bucket. Time to answer an HTTP request.',
        queries: ['sum by (le) (rate(http_request_duration_seconds_bucket[$__rate_interval]))'],
      },
    },
    {
      name: 'how much of a capacity is used',
      input: block.saturation('Disk', { used: size, capacity, description: 'How full it is.' }),
      output: {
        panel: 'gauge Disk',
        description: 'How full it is.',
        queries: ['disk_used_bytes / disk_size_bytes'],
      },
    },
    {
      name: 'how much of a capacity is used, over time',
      input: block.saturation('Disk', { used: size, capacity, description: 'How full it is.', as: 'timeSeries' }),
      output: {
        panel: 'timeSeries Disk',
        description: 'How full it is.',
        queries: ['disk_used_bytes / disk_size_bytes'],
      },
    },
    {
      name: 'the greatest',
      input: block.top('Fullest disks', 5, size, { description: 'Five of them.', width: 12 }),
      output: {
        panel: 'barGauge Fullest disks 12',
        description: 'Five of them.',
        queries: ['topk(5, disk_used_bytes)'],
      },
    },
  ])('$name', ({ input, output }) => {
    expect(told(input)).toEqual(output)
  })
})

describe('rows of blocks', () => {
  test('rate, errors and duration, beside each other', () => {
    expect(block.red('API', { requests, failed, latency, by: ['endpoint'] }).map(told)).toEqual([
      {
        panel: 'timeSeries API: rate 8',
        description: 'Per second, by endpoint. HTTP requests answered.',
        queries: ['sum by (endpoint) (rate(http_requests_total[$__rate_interval]))'],
      },
      {
        panel: 'timeSeries API: errors 8',
        description: 'The share that failed, by endpoint. HTTP requests answered.',
        queries: [
          '(sum by (endpoint) (rate(http_requests_total{status="500"}[$__rate_interval])) or 0 * sum by (endpoint) (rate(http_requests_total[$__rate_interval]))) / sum by (endpoint) (rate(http_requests_total[$__rate_interval]))',
        ],
      },
      expect.objectContaining({ panel: 'timeSeries API: duration 8' }),
    ])
  })

  test.each([
    { given: {}, output: ['Disk: utilisation 24'] },
    { given: { errors: connections }, output: ['Disk: utilisation 12', 'Disk: errors 12'] },
    {
      given: { errors: connections, saturation: connections },
      output: ['Disk: utilisation 8', 'Disk: saturation 8', 'Disk: errors 8'],
    },
  ])('utilisation, saturation and errors, as far as a resource tells them: $output', ({ given, output }) => {
    const panels = block.use('Disk', { utilisation: ratio(size, capacity), ...given })
    expect(panels.map(({ data }) => `${data.title} ${data.width}`)).toEqual(output)
    expect(panels.every(({ data }) => /^Disk: how /.test(data.description ?? ''))).toBe(true)
  })
})

const tasks = counter('tasks_total', { help: 'Tasks that ended.', labels: { outcome: oneOf('success', 'failure') } })
const taskTime = histogram('task_duration_seconds', { help: 'Time of a task.', labels: {}, buckets: [1, 10] })

test('a dashboard is built from them in a dozen lines, finds the lines of alerts, and nothing is wrong with it', async () => {
  const limits = thresholds({ errors: { above: percent(5), why: 'Users notice.' } })
  const errorRatio = record(
    'demo:http_requests:error_ratio_rate5m',
    share(sum(rate(failed, minutes(5))), sum(rate(requests, minutes(5)))),
    { help: 'Share of requests that fail.' },
  )
  const built = dashboard('built', {
    title: 'Built',
    description: 'From blocks.',
    variables: [],
    rows: [
      row('API', block.red('API', { requests, failed, latency })),
      row('Disk', block.use('Disk', { utilisation: ratio(size, capacity) })),
      row('Tasks', [
        block.rates('Tasks', tasks, { by: ['outcome'] }),
        block.percentiles('Task time', taskTime),
        block.distribution('Task times', taskTime),
        panel.stat('Open', { description: 'Open now.', show: sum(connections) }),
      ]),
    ],
  })
  const parts = {
    exposes: [size, capacity, tasks, taskTime],
    thresholds: limits,
    rules: [errorRatio, alarm(breaches(errorRatio, limits.errors), {}, 'Failing')],
    dashboards: [built],
  }
  expect(await problemsOf(parts)).toEqual([])
  const { built: found } = await boardsOf(parts)
  const [, errors] = found ? panelsOf(found) : []
  expect(errors?.targets.map(({ expr }) => flat(expr))).toEqual(['demo:http_requests:error_ratio_rate5m'])
  expect(errors?.fieldConfig.defaults.thresholds.steps).toEqual([
    { value: null, color: 'transparent' },
    { value: 0.05, color: 'orange' },
  ])
})
