/** Stand-ins for the targets of a system: each exposes what its target is defined to, on a port of its own. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { MetricData } from '../../schemas/model/metric.ts'
import type { TargetData } from '../../schemas/model/target.ts'
import { exposition } from '../support/exposition.ts'

export interface Exporter {
  readonly job: string
  readonly host: string
  readonly port: number
  /** What it exposes from now on, in place of its metrics. */
  readonly expose: (text: string) => void
  readonly stop: () => Promise<void>
}

/** An exporter for one host of a target; it knows no path but the target's. */
export async function startExporter(target: TargetData, host: string): Promise<Exporter> {
  const growing = growingOf(target.exposes.map(({ data }) => data))
  let exposed: string | undefined
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://127.0.0.1')
    response.statusCode = pathname === target.path ? 200 : 404
    response.setHeader('content-type', 'text/plain; version=0.0.4').end(exposed ?? growing())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    job: target.name,
    host,
    port: (server.address() as AddressInfo).port,
    expose: (text) => {
      exposed = text
    },
    stop: () => {
      server.closeAllConnections()
      return new Promise((resolve) => server.close(() => resolve()))
    },
  }
}

/** Its counters have grown at each scrape, as those of something that is used: a share of nothing is nothing. */
function growingOf(metrics: readonly MetricData[]): () => string {
  const still = expositionOf(metrics.filter(({ type }) => !grows.has(type)))
  const counted = expositionOf(metrics.filter(({ type }) => grows.has(type)))
  let scrapes = 0
  return () => {
    scrapes += 1
    return still + counted.replaceAll(/^([^#].*) 1$/gm, `$1 ${scrapes}`)
  }
}

const grows = new Set<MetricData['type']>(['counter', 'histogram', 'summary'])

/** As many series of each metric as its labels have values, and two at least, so that what matches just one to one is noticed. */
function expositionOf(metrics: readonly MetricData[]): string {
  const lines = metrics.flatMap((metric) => {
    const most = Math.max(2, ...Object.values(metric.labels).map(({ values }) => values.length))
    return Array.from({ length: most }, (_, nth) => exposition({ ...metric, labels: labelled(metric.labels, nth) }))
  })
  return `${[...new Set(lines.flatMap((text) => text.split('\n')))].join('\n')}\n`
}

/** The labels that the target exposes itself, each with one of its values. */
const labelled = (labels: MetricData['labels'], nth: number): MetricData['labels'] =>
  Object.fromEntries(
    Object.entries(labels)
      .filter(([, domain]) => !domain.attached)
      .map(([name, domain]) => {
        const values = domain.values.length > 0 ? domain.values : ['x', 'y'].slice(0, domain.atMost)
        return [name, { ...domain, values: [values[nth % values.length] ?? 'x'] }]
      }),
  )
