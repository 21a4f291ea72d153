/**
 * Receivers: who is told of an alert, and by which ways.
 * https://prometheus.io/docs/alerting/latest/configuration/#receiver
 */
import { z } from 'zod'
import { definedIn } from './definition.ts'
import { type Integration, integrationSchema } from './integration.ts'

export const receiverSchema = z.strictObject({
  name: z
    .string('a receiver has a name')
    .regex(/^[a-z][a-z0-9-]*$/, 'a receiver is named in lower case with dashes')
    .max(63),
  file: z.string(),
  integrations: z.array(integrationSchema),
})
export type ReceiverData = z.infer<typeof receiverSchema>

export interface Receiver {
  readonly kind: 'receiver'
  readonly data: ReceiverData
}

/** Who is told, by each of the ways: `receiver('oncall', pagerduty({ … }), slack({ … }))`. */
export function receiver(name: string, ...integrations: readonly [Integration, ...Integration[]]): Receiver {
  return make(name, definedIn(), integrations)
}

/** No one: alerts that it gets are shown in Alertmanager, and notify nobody. */
export const nobody: Receiver = make('nobody', '', [])

function make(name: string, file: string, integrations: readonly Integration[]): Receiver {
  return Object.freeze({ kind: 'receiver', data: Object.freeze({ name, file, integrations }) as ReceiverData })
}
