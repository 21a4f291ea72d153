/** The real Prometheus and Alertmanager of a system, with the generated files and flags, on loopback. */
import type { SystemDefinition } from 'plimsoll'
import { always } from '../../definitions/index.ts'
import type { Afterwards } from '../../generators/demo/afterwards.ts'
import { startAlertmanager as start, startPrometheus } from '../../generators/demo/servers.ts'
import { type Written, writeFolder } from '../../generators/demo/written.ts'
import { loadOne } from '../../generators/load/one.ts'
import { freePort, needed, type Running } from '../support/server.ts'
import { httpSink, type Sink } from '../support/sinks.ts'
import { root } from '../support/system.ts'
import { type Exporter, startExporter } from './exporters.ts'
import { inSeconds } from './loopback.ts'

export interface Telling extends Written {
  readonly alertmanager: Running
  /** What was told: to whom is the path. */
  readonly told: Sink['received']
}

export interface Stack extends Telling {
  readonly prometheus: Running
  readonly exporters: readonly Exporter[]
  /** `127.0.0.1:port` of each host of each job. */
  readonly addresses: Readonly<Record<string, string>>
}

/** Alertmanager alone, with what the definition gives as it is. */
export async function startAlertmanager(definition: SystemDefinition, afterwards: Afterwards): Promise<Telling> {
  return telling(await write(definition, afterwards), await freePort(), afterwards)
}

/** Alertmanager, a stand-in for every target but the two, and Prometheus, each of which knows the others. */
export async function startStack(definition: SystemDefinition, afterwards: Afterwards): Promise<Stack> {
  const [prometheusPort, alertmanagerPort] = [await freePort(), await freePort()]
  const own: Readonly<Record<string, number>> = { prometheus: prometheusPort, alertmanager: alertmanagerPort }
  const hosts = definition.data.targets.flatMap(({ data }) => data.hosts.map((host) => ({ data, host })))
  const others = hosts.filter(({ data }) => !Object.hasOwn(own, data.name))
  const exporters = await Promise.all(others.map(({ data, host }) => startExporter(data, host)))
  for (const { stop } of exporters) afterwards(stop)

  const ports = {
    ...Object.fromEntries(hosts.map(({ data, host }) => [`${data.name}/${host}`, own[data.name] ?? 0])),
    ...Object.fromEntries(exporters.map(({ job, host, port }) => [`${job}/${host}`, port])),
  }
  const written = await write(inSeconds(definition, { targets: ports, alertmanager: alertmanagerPort }), afterwards)
  const told = await telling(written, alertmanagerPort, afterwards)
  const prometheus = await startPrometheus(written, { tool: needed('prometheus'), port: prometheusPort, afterwards })
  const addresses = Object.fromEntries(Object.entries(ports).map(([name, port]) => [name, `127.0.0.1:${port}`]))
  return { ...told, prometheus, exporters, addresses }
}

/** How much sooner messages are sent: a minute becomes 12 ms, an hour less than a second. */
const factor = 5000

async function telling(written: Written, port: number, afterwards: Afterwards): Promise<Telling> {
  const sink = await httpSink()
  afterwards(sink.stop)
  const alertmanager = await start(
    written,
    { tool: needed('alertmanager'), port, afterwards },
    { url: `http://127.0.0.1:${sink.port}`, factor },
  )
  return { ...written, alertmanager, told: sink.received }
}

/** What the definition gives, in a folder of its own, with something in each secret that it names. */
export const write = async (definition: SystemDefinition, afterwards: Afterwards): Promise<Written> =>
  writeFolder(await loadOne(definition, always, root), afterwards)
