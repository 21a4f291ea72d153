/** A system's definition for a run on this machine, without containers. */
import { byLoopback, type SystemDefinition } from 'plimsoll'
import { type SystemData, systemSchema } from '../../schemas/model/system.ts'

/** Ports of 127.0.0.1: of targets by `job/host`, and of the Alertmanager where there is one. */
export interface Ports {
  readonly targets: Readonly<Record<string, number>>
  readonly alertmanager?: number
}

/** The same definition at other addresses, asked without TLS, from which nothing leaves the machine. */
export function onLoopback(
  definition: SystemDefinition,
  { targets, alertmanager }: Ports,
): { readonly data: SystemData } {
  const data = systemSchema.parse(definition.data)
  return {
    data: {
      ...data,
      addressing: byLoopback(targets),
      alertmanagers: alertmanager === undefined ? [] : [`127.0.0.1:${alertmanager}`],
      targets: data.targets.map((one) => ({ ...one, data: { ...one.data, scheme: 'http', tls: undefined } })),
      // nobody listens there
      remoteWrite: data.remoteWrite.map((remote) => ({ ...remote, url: 'http://127.0.0.1:9/write' })),
    },
  }
}
