/** The smallest system that is well-formed, with what a test is about put in its place. */
import { fileURLToPath } from 'node:url'
import {
  type Alert,
  type AnyExpr,
  alert,
  counter,
  days,
  gauge,
  histogram,
  type Metric,
  minutes,
  oneOf,
  open,
  type Rule,
  type RuleGroup,
  ruleGroup,
  type SystemDefinition,
  type SystemInput,
  system,
  type Target,
  type TargetDefinition,
  target,
} from 'plimsoll'
import { expect, test } from 'vitest'
import { checks, run } from '../../generators/checks/index.ts'
import { misfitting } from '../../generators/fit.ts'
import { type Loaded, load } from '../../generators/load/load.ts'
import type { System } from '../../generators/load/system.ts'
import type { Problem } from '../../generators/problem.ts'

export const root = fileURLToPath(new URL('../..', import.meta.url))

/** What Prometheus adds to every scrape. */
export const up = gauge('up', { help: 'Whether the last scrape succeeded.', unit: 'boolean', addedBy: 'prometheus' })

/** What Prometheus keeps of alerts that are pending or firing. */
export const alerts = gauge('ALERTS', {
  help: 'An alert that is pending or firing.',
  unit: 'boolean',
  labels: {
    alertname: open({ atMost: 50 }),
    alertstate: oneOf('pending', 'firing'),
    severity: oneOf('critical', 'warning', 'info', 'none'),
    team: open({ atMost: 5 }),
  },
  allow: { 'snake-case': 'Prometheus writes it in capitals' },
  addedBy: 'rules',
})

const endpoint = open({ atMost: 20 })
export const requests = counter('http_requests_total', {
  help: 'HTTP requests answered.',
  labels: { method: oneOf('GET', 'POST'), endpoint, status: oneOf('200', '404', '500') },
})
export const latency = histogram('http_request_duration_seconds', {
  help: 'Time to answer an HTTP request.',
  labels: { endpoint },
  buckets: [0.1, 0.5, 1, 5],
})
export const connections = gauge('open_connections', {
  help: 'Connections that are open.',
  labels: { pool: oneOf('read', 'write') },
  range: [0, 'none'],
})

/** Where a test differs from the smallest system. */
export interface Parts extends Partial<Omit<SystemInput, 'rules'>> {
  readonly name?: string
  /** What differs in the target `app`. */
  readonly app?: Partial<TargetDefinition>
  /** Metrics that `app` exposes beside the three above. */
  readonly exposes?: readonly Metric[]
  /** Targets beside `app`. */
  readonly others?: readonly Target[]
  /** The rules of one group. */
  readonly rules?: readonly Rule[]
  /** Groups beside that one. */
  readonly groups?: readonly RuleGroup[]
  /** What Prometheus adds beside `up`. */
  readonly always?: readonly Metric[]
}

export function systemOf(parts: Parts): SystemDefinition {
  const { name = 'demo', app, exposes = [], others = [], rules = [], groups = [], always: _, ...rest } = parts
  return system(name, {
    title: 'Demo',
    description: 'A system for tests.',
    retention: days(15),
    thresholds: {},
    targets: [
      target('app', { service: 'app', port: 8000, exposes: [requests, latency, connections, exposes], ...app }),
      ...others,
    ],
    rules: [...(rules.length > 0 ? [ruleGroup('rules', { rules })] : []), ...groups],
    ...rest,
  })
}

export const loadAll = (...all: readonly Parts[]): Promise<Loaded> =>
  load({ systems: all.map(systemOf), always: [up, ...all.flatMap(({ always = [] }) => always)], root })

/** The system, which must be well-formed; what the checks think of it does not matter. */
export async function systemFrom(parts: Parts = {}): Promise<System> {
  const { systems, problems } = await loadAll(parts)
  const [loaded] = systems
  if (problems.length > 0 || !loaded) throw new Error(problems.map(line).join('\n'))
  return loaded
}

const line = ({ id, name, message }: Problem): string => `${id} ${name}: ${message}`

/** Every problem that loading and all checks find, as `id name: message`. */
export async function problemsOf(parts: Parts): Promise<string[]> {
  const { systems, problems } = await loadAll(parts)
  return [...problems, ...systems.flatMap((system) => run(checks, system)), ...misfitting(systems)].map(line)
}

/** A row of a table of checks. */
export interface Case {
  readonly name: string
  readonly input: Parts
  /** Of all checks, not only the one that the table is about: none means that nobody complains. */
  readonly problems: readonly string[]
}

export const runbook = { meaning: 'It is bad.', impact: 'Users wait.', diagnose: ['Look.'], mitigate: ['Fix it.'] }

/** An alert named Trouble; `more` also takes what the compiler would refuse. */
export function alarm(when: AnyExpr, more: object = {}, name = 'Trouble'): Alert {
  return alert(name, {
    when: when as never,
    for: minutes(5),
    severity: 'warning',
    owner: 'us',
    summary: 'Something is wrong.',
    description: ({ value }) => `It is ${value}.`,
    runbook,
    ...more,
  })
}

/** One test for each row. */
export function table(cases: readonly Case[]): void {
  for (const { name, input, problems } of cases) {
    test(name, async () => {
      expect(await problemsOf(input)).toEqual(problems)
    })
  }
}
