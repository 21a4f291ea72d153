/** The part of Prometheus' API that the page reads, and nothing that changes anything. https://prometheus.io/docs/prometheus/latest/querying/api/ */
import { type Reply, said } from './reply.ts'

/** Parameters by endpoint; `*` stands for a label. */
const endpoints: ReadonlyMap<string, readonly string[]> = new Map([
  ['query', ['query', 'time']],
  ['query_range', ['query', 'start', 'end', 'step']],
  ['rules', ['type']],
  ['label/*/values', ['match[]', 'start', 'end']],
])

const limits = Object.freeze({ characters: 10_000, points: 2000, bytes: 20_000_000, seconds: 10 })

/** Asks Prometheus at `base` what the page asks at `path`. */
export async function askPrometheus(base: string, path: string, params: URLSearchParams): Promise<Reply> {
  const refused = refusedBecause(path, params)
  if (refused) return said(400, refused)
  const url = new URL(`/api/v1/${path}`, base)
  url.search = String(params)
  if (params.has('query')) url.searchParams.set('timeout', `${limits.seconds}s`)
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout((limits.seconds + 2) * 1000), redirect: 'error' })
    return passedOn(response.status, await textOf(response))
  } catch (error) {
    return said(502, `Prometheus does not answer at ${base} (${reasonOf(error)}); see whether it still runs.`)
  }
}

function refusedBecause(path: string, params: URLSearchParams): string | undefined {
  const known = endpoints.get(path.replace(/^label\/[A-Za-z_]\w*\/values$/, 'label/*/values'))
  if (!known) return 'This part of the API of Prometheus is not for the page.'
  const odd = [...params.keys()].find((name) => !known.includes(name))
  if (odd !== undefined) return `The parameter ${odd} is not for the page.`
  if (String(params).length > limits.characters)
    return `A query of the page has ${limits.characters} characters at most.`
  if (path !== 'query_range') return undefined
  const [start, end, step] = ['start', 'end', 'step'].map((name) => Number(params.get(name) ?? Number.NaN))
  const points = ((end ?? 0) - (start ?? 0)) / (step ?? 0)
  return points >= 0 && points <= limits.points
    ? undefined
    : `A range has numbers as start, end and step, and ${limits.points} points at most.`
}

/** An answer as it is, and of an error what Prometheus says. */
function passedOn(status: number, text: string): Reply {
  if (status === 200) return { status, type: 'application/json; charset=utf-8', body: text }
  return said(status < 500 ? status : 502, `Prometheus says: ${errorIn(text) ?? `status ${status}`}.`)
}

function errorIn(text: string): string | undefined {
  try {
    return (JSON.parse(text) as { readonly error?: string }).error
  } catch {
    return undefined
  }
}

async function textOf({ body }: Response): Promise<string> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of body ?? []) {
    size += chunk.length
    if (size > limits.bytes) throw new Error(`more than ${limits.bytes / 1e6} MB`)
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

function reasonOf(error: unknown): string {
  const { cause, message } = error as Error & { readonly cause?: { readonly code?: string; readonly message?: string } }
  return cause?.code ?? cause?.message ?? message
}
