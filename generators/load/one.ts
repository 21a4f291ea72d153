/** One system for a run on this machine: loaded, or refused as a whole. */
import type { Metric, SystemDefinition } from 'plimsoll'
import { UsageError } from '../write/error.ts'
import { load } from './load.ts'
import type { System } from './system.ts'

/** A UsageError with all that is wrong where it cannot be loaded. */
export async function loadOne(definition: SystemDefinition, always: readonly Metric[], root: string): Promise<System> {
  const { systems, problems } = await load({ systems: [definition], always, root })
  const [system] = systems
  if (problems.length > 0 || !system) {
    const said = problems.map(({ name, message }) => `${name}: ${message}`)
    throw new UsageError([...said, 'run npm run check, which says where'].join('\n'))
  }
  return system
}
