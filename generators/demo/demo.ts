/** A system as it runs, on this machine: simulated targets, and the real Prometheus and Alertmanager with what is generated. */
import type { Metric, SystemDefinition } from 'plimsoll'
import { loadOne } from '../load/one.ts'
import type { System } from '../load/system.ts'
import type { Scenarios } from '../simulate/children.ts'
import { openDoor, openDoors, portsOf } from '../simulate/doors.ts'
import { onLoopback } from '../simulate/loopback.ts'
import { type Simulator, startSimulator } from '../simulate/simulator.ts'
import type { Tool } from '../tools/find.ts'
import type { Afterwards } from './afterwards.ts'
import { compressed } from './compress.ts'
import { type Notice, noticesOf } from './notice.ts'
import { freePort } from './ports.ts'
import { startAlertmanager, startPrometheus } from './servers.ts'
import { answerNotifications } from './sink.ts'
import { type Written, writeFolder } from './written.ts'

export interface DemoOptions {
  readonly definition: SystemDefinition
  readonly always: readonly Metric[]
  /** The folder that paths in messages are relative to. */
  readonly root: string
  readonly tools: { readonly prometheus: Tool; readonly alertmanager: Tool }
  /** What scenarios say of the system, at the addresses that it is simulated at. */
  readonly scenarios: (system: System) => Scenarios
  readonly seed: number
  /** By what all durations are divided; a day passes as many times faster. */
  readonly speed: number
  /** The first of consecutive ports: of Prometheus, Alertmanager, the page, and then of all targets. */
  readonly portFrom?: number
  /** Told of each part that is there. */
  readonly progress: (line: string) => void
  /** Told of each notification, as it arrives. */
  readonly tell: (notice: Notice) => void
}

/** A dashboard as it is written to `out/`. */
export interface DashboardFile {
  readonly path: string
  readonly json: unknown
}

export interface Demo {
  readonly system: System
  readonly simulator: Simulator
  /** Where they answer, without a path. */
  readonly prometheus: string
  readonly alertmanager: string
  readonly dashboards: readonly DashboardFile[]
  /** The latest of those who were told, the first first. */
  readonly notifications: () => readonly Notice[]
  /** The port for a page; any that is free if undefined. */
  readonly pagePort?: number
  /** Resolves when a program has ended by itself, with a sentence that has its last words. */
  readonly ended: Promise<string>
}

/** Starts all of it. Everything that is started says at once how it is stopped, so that a start that fails leaves nothing. */
export async function startDemo(options: DemoOptions, afterwards: Afterwards): Promise<Demo> {
  const { definition, always, root, tools, seed, speed, progress, tell, scenarios } = options
  const ports = await portsFrom(options.portFrom)
  const doors = await openDoors(definition.data.targets, ports.targets)
  afterwards(doors.close)
  const mapped = onLoopback(compressed(definition, speed), {
    targets: portsOf(doors),
    alertmanager: ports.alertmanager,
  })
  const system = await loadOne(mapped, always, root)
  const simulator = startSimulator(system, doors, { ...scenarios(system), seed, speed })
  progress(`simulator     ${simulator.addresses.length} targets`)

  const sink = await openDoor()
  afterwards(sink.close)
  const { notices, hear } = hearing(tell)
  sink.answer(answerNotifications(({ body }) => noticesOf(body, Date.now()).forEach(hear)))
  const written = writeFolder(system, afterwards)
  const alertmanager = await startAlertmanager(
    written,
    { tool: tools.alertmanager, port: ports.alertmanager, afterwards },
    { url: `http://127.0.0.1:${sink.port}`, factor: speed },
  )
  progress(`Alertmanager  ${alertmanager.url}`)
  const prometheus = await startPrometheus(written, { tool: tools.prometheus, port: ports.prometheus, afterwards })
  progress(`Prometheus    ${prometheus.url}`)
  return {
    system,
    simulator,
    prometheus: prometheus.url,
    alertmanager: alertmanager.url,
    dashboards: dashboardsIn(written),
    notifications: () => notices,
    ...(ports.page !== undefined && { pagePort: ports.page }),
    ended: Promise.race([prometheus.ended, alertmanager.ended]),
  }
}

/** How many notifications are kept. */
const latest = 500

function hearing(tell: DemoOptions['tell']): { readonly notices: readonly Notice[]; readonly hear: typeof tell } {
  const notices: Notice[] = []
  const hear = (notice: Notice) => {
    notices.push(notice)
    notices.splice(0, notices.length - latest)
    tell(notice)
  }
  return { notices, hear }
}

const dashboardsIn = ({ files }: Written): readonly DashboardFile[] =>
  Object.entries(files)
    .filter(([path]) => path.startsWith('grafana/dashboards/'))
    .map(([path, text]) => ({ path, json: JSON.parse(text) as unknown }))

interface DemoPorts {
  readonly prometheus: number
  readonly alertmanager: number
  readonly page?: number
  readonly targets?: number
}

/** A UsageError where one of the ports of the programs is in use; who opens the others says so himself. */
async function portsFrom(first: number | undefined): Promise<DemoPorts> {
  if (first === undefined) return { prometheus: await freePort(), alertmanager: await freePort() }
  for (const port of [first, first + 1]) await (await openDoor(port)).close()
  return { prometheus: first, alertmanager: first + 1, page: first + 2, targets: first + 3 }
}
