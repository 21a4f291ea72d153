/** `npm run simulate`: the targets of a system, as if they were there. */
import type { SystemDefinition } from 'plimsoll'
import { noticesOf } from '../demo/notice.ts'
import { answerNotifications } from '../demo/sink.ts'
import { loadOne } from '../load/one.ts'
import { definitionOf } from '../pipeline.ts'
import { openDoors, openServiceDoors, portsOf } from '../simulate/doors.ts'
import { onLoopback } from '../simulate/loopback.ts'
import { scenariosOf } from '../simulate/scenarios.ts'
import { type Simulator, startSimulator } from '../simulate/simulator.ts'
import { UsageError } from '../write/error.ts'
import pc from './colours.ts'
import { interrupted } from './interrupt.ts'
import type { Simulated } from './settings.ts'
import { tell } from './tell.ts'

/** 0 when it was stopped. Throws a UsageError where a port is in use, or the system or an incident is not known. */
export async function simulate(settings: Simulated): Promise<number> {
  const { definition, always } = await definitionOf(settings.system, settings)
  const { seed, speed, portFrom, asServices = false } = settings
  if (asServices) refuseUnlessServices(definition)
  const doors = await (asServices ? openServiceDoors : openDoors)(definition.data.targets, portFrom)
  try {
    const placed = asServices ? definition : onLoopback(definition, { targets: portsOf(doors) })
    const system = await loadOne(placed, always, settings.root)
    const simulator = startSimulator(system, doors, { ...scenariosOf(system), seed, speed })
    doors.sink?.answer(answerNotifications(({ body }) => noticesOf(body, Date.now()).forEach(tell)))
    beginAll(simulator, settings.incidents)
    process.stdout.write(`${table(simulator)}\nCtrl-C stops the simulation of ${system.name}.\n`)
    await interrupted()
  } finally {
    await doors.close()
  }
  return 0
}

/** Where they are is known only of what is addressed by service. */
function refuseUnlessServices({ data: { name, addressing } }: SystemDefinition): void {
  const by = addressing?.by ?? 'service'
  if (by === 'service') return
  throw new UsageError(`targets of ${name} are found by ${by}; leave out --as-services, or address them byService()`)
}

/** Throws a UsageError for the first one that is not known. */
export function beginAll({ incidents }: Simulator, alerts: readonly string[]): void {
  for (const alert of alerts) {
    const unknown = incidents.begin(alert)
    if (unknown !== undefined) throw new UsageError(unknown)
  }
}

/** `backend  127.0.0.1:8000  http://127.0.0.1:8000/metrics`, in columns. */
export function table({ addresses, control }: Simulator): string {
  const width = (of: 'job' | 'instance') => Math.max(...addresses.map((one) => one[of].length))
  const rows = addresses.map(
    ({ job, instance, url }) => `${pc.bold(job.padEnd(width('job')))}  ${instance.padEnd(width('instance'))}  ${url}`,
  )
  return [...rows, '', `incidents: GET ${control}, POST and DELETE ${control}/<alert>`].join('\n')
}
