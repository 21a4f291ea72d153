/** A system in memory, with the whole way from definitions to files but the disk. */
import { check } from '../../generators/checks/index.ts'
import { load } from '../../generators/load/load.ts'
import type { OutputFile } from '../../generators/outputs/file.ts'
import { render } from '../../generators/outputs/index.ts'
import type { Problem } from '../../generators/problem.ts'
import * as v from '../../schemas/index.ts'
import type { Texts } from './cli-definitions.ts'
import { root } from './cli-run.ts'

export interface Judged {
  readonly problems: readonly Problem[]
  /** None where there is a problem. */
  readonly files: Readonly<Record<string, OutputFile>>
}

/** Anything that a module may export as systems. */
export async function judge(systems: readonly unknown[], always: unknown = []): Promise<Judged> {
  const loaded = await load({ systems: systems as never, always: always as never, root })
  const problems = [...loaded.problems, ...loaded.systems.flatMap(check)]
  const files = problems.length > 0 ? [] : loaded.systems.flatMap(render)
  return { problems, files: Object.fromEntries(files.map((file) => [file.path, file])) }
}

export interface Parts {
  readonly metric?: object
  readonly alert?: object
  readonly group?: object
  readonly target?: object
  readonly system?: object
  readonly line?: object
}

/** A good system, with parts replaced by what may be nonsense. */
export function makeSystem(texts: Texts = {}, parts: Parts = {}): v.SystemDefinition {
  const { steps = ['Look.'] } = texts
  const given = (value: object) => value as never
  const open = v.gauge('connections_open', { help: texts.help ?? 'Open connections.', ...parts.metric })
  const limits = v.thresholds({ many: given({ above: v.count(10), why: texts.why ?? 'Why not.', ...parts.line }) })
  const alert = v.alert(
    texts.alert ?? 'TooManyOpen',
    given({
      when: v.breaches(v.sum(open), given(limits.many)),
      severity: 'warning',
      owner: 'team',
      summary: texts.summary ?? 'Too many connections.',
      description: () => texts.description ?? 'Connections pile up.',
      runbook: { meaning: steps[0], impact: steps[0], diagnose: steps, mitigate: steps },
      ...parts.alert,
    }),
  )
  return v.system(texts.name ?? 'app', {
    title: texts.title ?? 'App',
    description: 'An app.',
    retention: v.days(1),
    thresholds: limits,
    targets: [v.target('app', given({ service: 'app', port: 80, exposes: [open], ...parts.target }))],
    rules: [v.ruleGroup(texts.ruleFile ?? 'load', given({ rules: [alert], ...parts.group }))],
    ...parts.system,
  })
}
