/** `npm run verify`: is a running Prometheus what the definitions say? It is only read from. */
import { pipeline } from '../pipeline.ts'
import { headersOf, serverUrl, tokenHeader } from '../verify/credentials.ts'
import { connect } from '../verify/http.ts'
import { verify } from '../verify/index.ts'
import { learn } from '../verify/learn.ts'
import { type Subject, subjectOf } from '../verify/subject.ts'
import { UsageError } from '../write/error.ts'
import type { Settings } from './settings.ts'
import { type Form, printReport } from './verify-report.ts'

export interface VerifySettings extends Pick<Settings, 'root' | 'definitions' | 'importModule'> {
  readonly prometheus: string
  readonly system: string
  readonly jobs?: readonly string[]
  readonly tokenFile?: string
  readonly headerFile?: string
  /** Milliseconds. */
  readonly timeout: number
  readonly deadline: number
  readonly form: Form
}

/** 0 where there is no problem; 1 for problems; 2 where not all was answered, after what was found until then. */
export async function verifySystem(settings: VerifySettings): Promise<number> {
  const url = serverUrl(settings.prometheus)
  const headers = {
    ...(settings.headerFile !== undefined && headersOf(settings.headerFile)),
    ...(settings.tokenFile !== undefined && tokenHeader(settings.tokenFile)),
  }
  const subject = await subjectFrom(settings)
  const learnt = await learn(subject, connect({ url, headers, timeout: settings.timeout, deadline: settings.deadline }))
  const findings = verify(subject, learnt)
  printReport({ url, subject, findings, failure: learnt.failure }, settings)
  if (learnt.failure !== undefined) return 2
  return findings.some(({ level }) => level === 'problem') ? 1 : 0
}

async function subjectFrom({ system: name, jobs, ...options }: VerifySettings): Promise<Subject> {
  const { systems, problems } = await pipeline({ ...options, systems: [name] })
  const [system] = systems
  if (problems.length > 0 || !system)
    throw new UsageError(
      `the definitions of ${name} have ${problems.length === 1 ? 'a problem' : `${problems.length} problems`}; run npm run check, and verify what is right`,
    )
  return subjectOf(system, jobs)
}
