/** Asks a Prometheus over HTTP: by GET alone, without following it elsewhere, and reading no more than a bound. */
import { formatDuration } from '../../schemas/model/duration.ts'
import { envelope } from './answers.ts'
import { mostBytes } from './limits.ts'
import { type Ask, type Question, Unanswered } from './questions.ts'
import { brief, quoted, visible } from './text.ts'

export interface Server {
  /** With a path prefix where it has one, without a slash at the end, and with nobody's password. */
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  /** Milliseconds for one question, and for all. */
  readonly timeout: number
  readonly deadline: number
}

/** The time for all questions begins now. */
export function connect(server: Server): Ask {
  const over = AbortSignal.timeout(server.deadline)
  return async <A>(question: Question<A>): Promise<A> => {
    const late = AbortSignal.timeout(server.timeout)
    const where = `${server.url}/api/v1/${question.path}`
    const refuse = (what: string): Unanswered => new Unanswered(visible(`${where} ${what}`))
    try {
      const signal = AbortSignal.any([over, late])
      const url = `${where}?${new URLSearchParams(question.params)}`
      const response = await fetch(url, { headers: server.headers, redirect: 'manual', signal })
      return answerOf(question, response.status, await read(response), refuse)
    } catch (error) {
      if (error instanceof Unanswered) throw error
      if (over.aborted)
        throw refuse(
          `was not done within ${formatDuration(server.deadline)} in all; ask for fewer jobs with --job, or raise --deadline`,
        )
      if (late.aborted)
        throw refuse(
          `gave no answer within ${formatDuration(server.timeout)}; ask for fewer jobs with --job, or raise --timeout`,
        )
      throw refuse(unreachable(error))
    }
  }
}

/** The text of an answer; undefined where it is longer than the bound. */
async function read(response: Response): Promise<string | undefined> {
  const chunks: Uint8Array[] = []
  let bytes = 0
  for await (const chunk of response.body ?? []) {
    bytes += chunk.length
    // leaving the loop lets go of the connection
    if (bytes > mostBytes) return undefined
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

type Refuse = (what: string) => Unanswered

function answerOf<A>({ answer }: Question<A>, status: number, text: string | undefined, refuse: Refuse): A {
  if (status >= 300 && status < 400)
    throw refuse(`answers ${status}, which leads elsewhere; give the URL that it leads to`)
  if (status === 401 || status === 403)
    throw refuse(`answers ${status}; give what it asks for with --token-file or --header-file`)
  if (text === undefined)
    throw refuse(
      `answers with more than ${mostBytes / 1024 ** 2} MiB; ask for fewer jobs with --job, or a Prometheus that serves fewer systems`,
    )
  const outer = envelope.safeParse(jsonOf(text))
  if (!outer.success)
    throw refuse(
      `answers ${status} and no JSON of Prometheus, but ${text === '' ? 'nothing' : quoted(text.slice(0, 60))}; correct --prometheus, or see what stands between`,
    )
  if (outer.data.status === 'error')
    throw refuse(
      `answers ${status} and the error ${quoted(outer.data.error)}; see to what it says, or ask for fewer jobs with --job`,
    )
  const inner = answer.safeParse(outer.data.data)
  if (inner.success) return inner.data
  const [issue] = inner.error.issues
  const at = ['data', ...(issue?.path ?? [])].map(String).join('.')
  throw refuse(`answers what Prometheus does not, at ${brief(at)}: ${issue?.message}; see whether it is one`)
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const reasons: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'cannot be reached: the connection is refused; start Prometheus there, or correct --prometheus',
  ENOTFOUND: 'cannot be reached: there is no host of that name; correct --prometheus',
  EAI_AGAIN: 'cannot be reached: the name of the host cannot be looked up; see to DNS, or correct --prometheus',
  UND_ERR_SOCKET: 'broke off its answer; see what Prometheus, or a proxy before it, writes to its log',
  ECONNRESET: 'broke off its answer; see what Prometheus, or a proxy before it, writes to its log',
}

/** fetch says only that it failed, and why in the cause. */
function unreachable(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error
  const { code = '', message = String(cause) } = cause as { readonly code?: string; readonly message?: string }
  if (/CERT|SIGNATURE|ERR_TLS|ERR_SSL/.test(code))
    return `does not speak TLS as it should (${code}); correct --prometheus, or name the file of its authority in NODE_EXTRA_CA_CERTS`
  return reasons[code] ?? `cannot be asked (${brief(message)}); correct --prometheus`
}
