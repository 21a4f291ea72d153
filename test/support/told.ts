/** A system of the definitions as it is loaded, and whom its Alertmanager tells of an alert. */
import type { SystemDefinition } from 'plimsoll'
import { expect } from 'vitest'
import { always } from '../../definitions/index.ts'
import { sampleLabels } from '../../generators/facts/alert-labels.ts'
import { routesOf, treeOf } from '../../generators/facts/routing.ts'
import { load } from '../../generators/load/load.ts'
import type { System } from '../../generators/load/system.ts'
import { root } from './system.ts'

/** It must be well-formed. */
export async function loaded(definition: SystemDefinition): Promise<System> {
  const { systems, problems } = await load({ systems: [definition], always, root })
  expect(problems).toEqual([])
  return systems[0] as System
}

/** The receivers of an alert, by their names; `more` are labels that it has when it fires. */
export function toldOf(system: System, name: string, more: Readonly<Record<string, string>> = {}): string {
  const alert = system.alerts.find(({ data }) => data.name === name)
  const { alerting } = system.data
  if (!alert || !alerting) throw new Error(`there is no ${name}, or nobody is told`)
  return routesOf(treeOf(alerting), { ...sampleLabels(system, alert), ...more })
    .map(({ receiver }) => receiver.data.name)
    .join()
}
