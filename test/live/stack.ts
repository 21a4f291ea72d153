/** The real Prometheus and Alertmanager of a system, with the generated files and flags, on loopback. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { SystemDefinition } from 'plimsoll'
import { parse, stringify } from 'yaml'
import { always } from '../../definitions/index.ts'
import { load } from '../../generators/load/load.ts'
import type { System } from '../../generators/load/system.ts'
import { render } from '../../generators/outputs/index.ts'
import { freePort, needed, type Running, startServer } from '../support/server.ts'
import { httpSink, type Sink } from '../support/sinks.ts'
import { root } from '../support/system.ts'
import { type Exporter, startExporter } from './exporters.ts'
import { type AlertmanagerConfig, onLoopback, toWebhooks } from './loopback.ts'

/** Takes what is to be done in the end, the last first. */
export type Afterwards = (stop: () => Promise<void> | void) => void

/** A system and its files, by their paths below its folder; they are written to `folder`. */
export interface Written {
  readonly system: System
  readonly files: Readonly<Record<string, string>>
  readonly folder: string
}

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
  return runAlertmanager(await write(definition, afterwards), await freePort(), afterwards)
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
  const written = await write(onLoopback(definition, { targets: ports, alertmanager: alertmanagerPort }), afterwards)
  const telling = await runAlertmanager(written, alertmanagerPort, afterwards)
  const { folder } = written
  const prometheus = await startServer(
    needed('prometheus'),
    [
      ...flagsOf(written, 'prometheus', { '/etc/prometheus': `${folder}/prometheus`, '/prometheus': `${folder}/tsdb` }),
      `--web.listen-address=127.0.0.1:${prometheusPort}`,
      // what fires before the Alertmanager is discovered is told again a minute later otherwise
      '--rules.alert.resend-delay=1s',
    ],
    { url: `http://127.0.0.1:${prometheusPort}/-/ready`, cwd: folder },
  )
  afterwards(prometheus.stop)
  const addresses = Object.fromEntries(Object.entries(ports).map(([name, port]) => [name, `127.0.0.1:${port}`]))
  return { ...telling, prometheus, exporters, addresses }
}

async function runAlertmanager(written: Written, port: number, afterwards: Afterwards): Promise<Telling> {
  const { folder, files } = written
  const sink = await httpSink()
  afterwards(sink.stop)
  const config = parse(files['alertmanager/alertmanager.yml'] ?? '') as AlertmanagerConfig
  const path = join(folder, 'alertmanager/alertmanager.yml')
  writeFileSync(path, stringify(toWebhooks(config, `http://127.0.0.1:${sink.port}`)))
  const alertmanager = await startServer(
    needed('alertmanager'),
    [
      ...flagsOf(written, 'alertmanager', {
        '/etc/alertmanager': `${folder}/alertmanager`,
        '/alertmanager': `${folder}/notified`,
      }),
      `--web.listen-address=127.0.0.1:${port}`,
    ],
    { url: `http://127.0.0.1:${port}/-/ready`, cwd: folder },
  )
  afterwards(alertmanager.stop)
  return { ...written, alertmanager, told: sink.received }
}

/** What the definition gives, in a folder of its own, with something in each secret that it names. */
export async function write(definition: SystemDefinition, afterwards: Afterwards): Promise<Written> {
  const { systems, problems } = await load({ systems: [definition], always, root })
  const [system] = systems
  if (problems.length > 0 || !system) throw new Error(problems.map(({ message }) => message).join('\n'))
  const folder = mkdtempSync(join(tmpdir(), 'plimsoll-live-'))
  afterwards(() => rmSync(folder, { recursive: true, force: true }))
  const rendered = render(system).map(({ path, text }) => [path.slice(system.name.length + 1), text] as const)
  const secrets = new Set<string>()
  const files = Object.fromEntries(
    rendered.map(([path, text]) => [path, path === composeFile ? text : secretsIn(folder, text, secrets)]),
  )
  for (const [path, text] of [...Object.entries(files), ...[...secrets].map((path) => [path, 'secret'] as const)]) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
  return { system, files, folder }
}

const composeFile = 'docker-compose.yml'

/** The text with paths of secrets that are in the folder, which are noted. */
const secretsIn = (folder: string, text: string, found: Set<string>): string =>
  text.replaceAll(/\/run\/secrets\/([a-z0-9-]+)/g, (_, name: string) => {
    found.add(`secrets/${name}`)
    return `${folder}/secrets/${name}`
  })

/** The flags with which Compose would run it, with folders of this machine in place of the container's. */
function flagsOf({ files, system }: Written, service: string, folders: Readonly<Record<string, string>>): string[] {
  const { services } = parse(files[composeFile] ?? 'services: {}') as {
    readonly services: Readonly<Record<string, { readonly command: readonly string[] }>>
  }
  const command = services[service]?.command
  if (!command) throw new Error(`${composeFile} of ${system.name} does not run ${service}; give the system a stack`)
  return command.map((flag) => {
    const [name = '', path = ''] = flag.split(/=(.*)/)
    const folder = Object.keys(folders).find((from) => path === from || path.startsWith(`${from}/`))
    return (folder ? `${name}=${folders[folder]}${path.slice(folder.length)}` : flag).replaceAll('$$', '$')
  })
}
