/** The check of the demo that runs under Compose. */
import { demoPorts, demoServicesOf, hasDemo, profiles } from '../facts/demo.ts'
import { coreOf, publishedAt, runningOf } from '../facts/services.ts'
import type { System } from '../load/system.ts'
import { type Check, type Found, found } from './check.ts'

export const stackDemo: Check = {
  id: 'stack/demo',
  doc: `The demo of a stack is beside it in one file, and both may run at once: services, published ports and the profile of the stack
are others than those of the demo. Its simulator answers at the port of each target, and so needs two for itself.`,
  run: (system) =>
    hasDemo(system.data) ? [...names(system), ...ports(system), ...profile(system), ...targets(system)] : [],
}

const stackOf = ({ data }: System) => data.stack?.data ?? data

function names(system: System): Found[] {
  const taken = demoServicesOf(system.data)
  return runningOf(system)
    .filter(({ name }) => taken.includes(name))
    .map(({ name }) =>
      found(stackOf(system), `a service is named ${name}, as one of the demo is; give it another name`),
    )
}

function ports(system: System): Found[] {
  const { data } = system
  const { sink: _, ...published } = demoPorts
  return coreOf(data).flatMap((name): Found[] => {
    const given = data.stack?.data.ports[name]
    const port = given === undefined ? undefined : Number(publishedAt(given).split(':')[1])
    const [other] = Object.entries(published).find(([, taken]) => taken === port) ?? []
    if (other === undefined) return []
    return [
      found(
        stackOf(system),
        `port ${port} is published for ${name}, and for the ${other} of the demo; give it another`,
      ),
    ]
  })
}

function profile(system: System): Found[] {
  if (system.data.stack?.data.profile !== profiles.demo) return []
  return [found(stackOf(system), `the profile ${profiles.demo} starts the demo alone; give the stack another profile`)]
}

const targets = (system: System): Found[] =>
  system.targets
    .filter(({ data: { port } }) => port === demoPorts.simulator || port === demoPorts.sink)
    .map(({ data }) =>
      found(data, `the simulator of the demo needs port ${data.port} for itself; leave out the image of the simulator`),
    )
