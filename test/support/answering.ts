/** A stand-in for Prometheus that has something to say to every query, for tests of what becomes of the answers. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface Answering {
  readonly url: string
  readonly stop: () => Promise<void>
}

const samples = 60

/** Two series with the labels by which the query aggregates, or those of a target; with buckets, one for each of two. */
function seriesOf(query: string): Record<string, string>[] {
  const names = (/\bby \(([^)]*)\)/.exec(query)?.[1] ?? 'job, instance').split(/,\s*/).filter((name) => name !== '')
  return ['1', '2'].map((nth) =>
    Object.fromEntries(names.map((name) => [name, name === 'le' ? nth : `${name} ${nth}`])),
  )
}

function answerTo(path: string, params: URLSearchParams): unknown {
  if (path.endsWith('/values')) return ['one', 'two']
  if (path === 'rules') return { groups: [] }
  const metrics = seriesOf(params.get('query') ?? '')
  const at = (time: number, i: number): [number, string] => [time, String(i + (Math.round(time / 7) % 2))]
  if (path === 'query') {
    const result = metrics.map((metric, i) => ({ metric, value: at(Number(params.get('time')), i) }))
    return { resultType: 'vector', result }
  }
  const [end, step] = [Number(params.get('end')), Number(params.get('step'))]
  const times = Array.from({ length: samples }, (_, i) => end - (samples - 1 - i) * step)
  return {
    resultType: 'matrix',
    result: metrics.map((metric, i) => ({ metric, values: times.map((time) => at(time, i)) })),
  }
}

export async function startAnswering(): Promise<Answering> {
  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://127.0.0.1')
    const data = answerTo(pathname.replace('/api/v1/', ''), searchParams)
    response.setHeader('content-type', 'application/json').end(JSON.stringify({ status: 'success', data }))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: () => {
      server.closeAllConnections()
      return new Promise((resolve) => server.close(() => resolve()))
    },
  }
}
