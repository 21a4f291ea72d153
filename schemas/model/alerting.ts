/** What becomes of alerts: who is told of which, and which keep still because of others. */
import { z } from 'zod'
import { definedIn } from './definition.ts'
import { prose } from './fields.ts'
import type { Receiver } from './receiver.ts'
import { type Route, type Timing, timing, timingSchema } from './route.ts'

export const alertingSchema = z.strictObject({
  name: z.string(),
  file: z.string(),
  routes: z.array(z.custom<Route>()),
  otherwise: z.custom<Receiver>(
    (value) => (value as Receiver | undefined)?.kind === 'receiver',
    'otherwise is the receiver of alerts that no route takes; make one with receiver()',
  ),
  ...timingSchema.shape,
  /** What must be there before somebody can be told, in sentences. */
  needs: z.array(prose('what alerting needs is said in a sentence')).default([]),
})
export type AlertingData = z.infer<typeof alertingSchema>

export interface Alerting {
  readonly data: AlertingData
}

export interface AlertingDefinition extends Timing {
  /** Tried one after the other; the first that matches takes an alert. */
  readonly routes: readonly Route[]
  /** Who is told of alerts that no route takes. */
  readonly otherwise: Receiver
  /** What must be there before somebody can be told, such as a mail relay, in sentences; they are in docs/stack.md. */
  readonly needs?: readonly string[]
}

/**
 * The routing tree of a system's Alertmanager: `alertmanager/alertmanager.yml`. Inhibition is not said here, since it
 * follows from the alerts: two that measure the same thing, and those whose series come from a target that is down.
 */
export function alerting(definition: AlertingDefinition): Alerting {
  const { routes, otherwise, needs = [], ...rest } = definition
  const data = {
    name: 'alerting',
    file: definedIn(),
    routes: [...routes],
    otherwise,
    ...timing(rest),
    needs: [...needs],
  }
  return Object.freeze({ data: Object.freeze(data) })
}
