/** Systems with alerting: one alert of each severity, and what Alertmanager is given for them. */
import {
  type Alert,
  type Alerting,
  alerting,
  always,
  count,
  email,
  gt,
  nobody,
  type Receiver,
  type Route,
  receiver,
  route,
} from 'plimsoll'
import { expect } from 'vitest'
import { parse } from 'yaml'
import type { System } from '../../generators/load/system.ts'
import { alertmanager } from '../../generators/outputs/alertmanager/index.ts'
import { validateAll } from '../../generators/validate.ts'
import { amtool } from './amtool.ts'
import { inFolder } from './folder.ts'
import { alarm, connections, type Parts, systemFrom } from './system.ts'

/** Connections above a number of our choice. */
export const above = (limit: number, more: object, name: string): Alert =>
  alarm(gt(connections, count(limit)), more, name)

export const watchdog: Alert = alarm(always(), { severity: 'none', for: undefined, owner: 'us' }, 'Watchdog')
export const page = above(100, { severity: 'critical', owner: 'us' }, 'Page')
export const ticket = above(50, { severity: 'warning', owner: 'us' }, 'Ticket')
export const note = above(10, { severity: 'info', owner: 'them' }, 'Note')

export const mail = (name = 'mail', more: object = {}): Receiver =>
  receiver(name, email({ to: [`${name}@example.org`], from: 'am@example.org', smarthost: 'smtp:587', ...more }))

export const desk = mail('desk')
export const quiet: Route = route({ severity: 'none' }, nobody)
/** A tree with which everything reaches somebody. */
export const everyone: readonly Route[] = [
  quiet,
  route({ severity: 'critical' }, desk),
  route({ severity: 'warning' }, desk),
  route({ severity: 'info' }, nobody),
]

/** A system with an alert of each severity; `routes` and `otherwise` make its tree unless there is one. */
export function withAlerting({
  routes = everyone,
  otherwise = desk,
  tree = alerting({ routes, otherwise }),
  ...more
}: Parts & {
  readonly routes?: readonly Route[]
  readonly otherwise?: Receiver
  readonly tree?: Alerting
} = {}): Parts {
  return { rules: [watchdog, page, ticket, note], alerting: tree, ...more }
}

export interface Config {
  readonly templates: readonly string[]
  readonly route: Record<string, unknown> & { readonly routes?: readonly Record<string, unknown>[] }
  readonly inhibit_rules?: readonly Record<string, unknown>[]
  readonly time_intervals?: readonly unknown[]
  readonly receivers: readonly (Record<string, unknown> & { readonly name: string })[]
}

/** The files by their path below the system's folder, which must fit their schema. */
export function filesOf(system: System): Record<string, string> {
  const files = alertmanager(system)
  validateAll(files)
  return Object.fromEntries(files.map(({ path, text }) => [path.slice(system.name.length + 1), text]))
}

/** The configuration, which amtool must accept with its templates unless it is younger than amtool 0.25. */
export async function configOf(parts: Parts): Promise<Config> {
  const files = filesOf(await systemFrom(parts))
  if (parts.alertmanager === undefined) {
    await inFolder(files, async (cwd) => {
      const { code, output } = await amtool(['check-config', 'alertmanager/alertmanager.yml'], { cwd })
      expect(code, output).toBe(0)
    })
  }
  return parse(files['alertmanager/alertmanager.yml'] ?? '') as Config
}
