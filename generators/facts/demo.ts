/** The demo that runs under Compose: the same system, asked at simulated targets, from which nothing leaves. */
import { type CoreService, corePorts } from '../../schemas/model/stack.ts'
import type { System } from '../load/system.ts'
import { coreOf } from './services.ts'

/** What starts it, and what starts all else where it is there: otherwise one would start with the other. */
export const profiles = { demo: 'demo', stack: 'monitoring' } as const

/** Ports of 127.0.0.1, beyond those that people use; `sink` takes notifications, in the network of the demo only. */
export const demoPorts = {
  prometheus: 19_090,
  alertmanager: 19_093,
  grafana: 13_000,
  simulator: 19_098,
  sink: 19_099,
} as const

export const simulatorHost = 'demo-simulator'
export const demoHost = (name: CoreService): string => `demo-${name}`

/** Where somebody is told in place of everybody. */
export const sinkUrl = `http://${simulatorHost}:${demoPorts.sink}`

/** Where hosts are found otherwise than by their names, nobody can stand in for them. */
export const hasDemo = ({ addressing, stack }: System['data']): boolean =>
  addressing.by === 'service' && stack?.data.images.simulator !== undefined

/** The services of the demo, by their names. */
export const demoServicesOf = (data: System['data']): string[] =>
  hasDemo(data) ? [simulatorHost, ...coreOf(data).map(demoHost)] : []

const hour = 3_600_000

/** The system as the demo runs it: at its ports, without credentials, and with samples that are kept in memory. */
export function demonstrated(system: System): System {
  const { data, targets } = system
  const { stack, alerting, remoteWrite } = data
  const { prometheus, alertmanager, grafana } = demoPorts
  return {
    ...system,
    data: {
      ...data,
      stack: stack && { data: { ...stack.data, ports: { prometheus, alertmanager, grafana }, profile: profiles.demo } },
      grafana: undefined,
      retention: 6 * hour,
      storage: undefined,
      alertmanagers: alerting ? [`alertmanager:${corePorts.alertmanager}`] : [],
      remoteWrite: remoteWrite.map((one) => ({
        ...one,
        url: `${sinkUrl}/write`,
        authorization: undefined,
        tls: undefined,
      })),
    },
    targets: targets.map((target) => ({
      ...target,
      data: { ...target.data, scheme: 'http', authorization: undefined, tls: undefined },
    })),
  }
}
