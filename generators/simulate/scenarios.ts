/** What scenarios say of a system: what makes each alert fire, and what series do while none does. */
import type { System } from '../load/system.ts'
import { healthOf, incidentsOf } from '../proof/incidents.ts'
import type { Scenarios } from './children.ts'

/** Of a system with the addresses that it is simulated at. */
export const scenariosOf = (system: System): Scenarios => ({
  incidents: incidentsOf(system),
  healthy: healthOf(system),
})
