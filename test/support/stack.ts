/** A stack with every exporter that has a container, and its Compose file read back. */
import {
  alerting,
  type ContainerDefinition,
  container,
  email,
  gibibytes,
  httpHealth,
  mebibytes,
  nobody,
  receiver,
  route,
  type StackDefinition,
  secret,
  stack,
  type Target,
  type TargetDefinition,
  target,
} from 'plimsoll'
import { parse } from 'yaml'
import * as exporters from '../../definitions/exporters/index.ts'
import { core } from '../../definitions/images.ts'
import type { System } from '../../generators/load/system.ts'
import { compose } from '../../generators/outputs/compose/index.ts'
import { validateAll } from '../../generators/validate.ts'
import type { YamlMap } from '../../schemas/model/configuration.ts'
import { type Parts, systemFrom } from './system.ts'

/** As a list, or with the other names that a service has there. */
type Networks = readonly string[] & Readonly<Record<string, { readonly aliases: readonly string[] }>>

export interface Service {
  readonly [key: string]: unknown
  readonly command?: readonly string[]
  readonly environment?: Readonly<Record<string, string>>
  readonly volumes?: readonly { readonly type: string; readonly source: string; readonly read_only?: boolean }[]
  readonly ports?: readonly string[]
  readonly secrets?: readonly string[]
  readonly networks: Networks
  readonly depends_on?: Readonly<Record<string, object>>
  readonly user: string
}
export interface ComposeFile {
  readonly name: string
  readonly services: Readonly<Record<string, Service>>
  readonly [key: string]: unknown
}

export const some = { memory: mebibytes(64), cpus: 0.5 }
export const made = (more: Partial<StackDefinition> = {}) =>
  stack({
    images: core,
    network: 'app_default',
    limits: { prometheus: some, alertmanager: some, grafana: some },
    ...more,
  })
/** A stack without a route for alerts. */
export const withStack = (more: Partial<StackDefinition> = {}, parts: Parts = {}): Parts => ({
  stack: made(more),
  alertmanagers: [],
  ...parts,
})
export const box = (more: Partial<ContainerDefinition> = {}) =>
  container({ image: 'a/b:1', user: '65534:65534', health: httpHealth(80), limits: some, ...more })
export const exporter = (job: string, more: Partial<TargetDefinition> = {}) =>
  target(job, { service: `${job}-exporter`, port: 9100, exposes: [], container: box(), ...more })

/** A log shipper, which is not scraped, with a configuration of its own. */
export const shipper = (more: Partial<ContainerDefinition> = {}) =>
  box({ image: 'a/filebeat:9.1.0', configuration: { '/usr/share/filebeat/filebeat.yml': shipping }, ...more })
/** What a log shipper reads, and where it puts it. */
export const shipping = {
  'filebeat.inputs': [
    {
      type: 'filestream',
      id: 'app',
      paths: ['/logs/*.log'],
      parsers: [{ ndjson: { target: '', add_error_key: true, message_key: 'message' } }],
    },
  ],
  'output.elasticsearch': { hosts: ['https://search:9200'], username: 'shipper', password: placeholder('PASSWORD') },
} satisfies YamlMap

/** What the program itself fills in: `${PASSWORD}`. */
export function placeholder(name: string): string {
  return `\${${name}}`
}

const alerts = alerting({
  routes: [route({ severity: 'info' }, nobody)],
  otherwise: receiver('ops', email({ to: ['a@b.example'], from: 'c@b.example', smarthost: 'mail:25' })),
  needs: ['A mail relay\nis at `mail`.'],
})

/** The file, which must fit its schema. */
export function textOf(system: System): string {
  const files = compose(system)
  validateAll(files)
  return files[0]?.text ?? ''
}
export const fileOf = (system: System): ComposeFile => parse(textOf(system)) as ComposeFile
export const composed = async (parts: Parts): Promise<ComposeFile> => fileOf(await systemFrom(parts))
export const service = async (name: string, parts: Parts): Promise<Service> => {
  const found = (await composed(parts)).services[name]
  if (!found) throw new Error(`there is no service ${name}`)
  return found
}

/** Every exporter that has a container, with all it may be given. */
export const everyExporter: readonly Target[] = [
  exporters.blackboxExporter(),
  exporters.cadvisorExporter(),
  exporters.celeryExporter({ broker: 'redis://redis:6379/0' }),
  exporters.dcgmExporter(),
  exporters.flowerServer({ broker: 'redis://redis:6379/0' }),
  exporters.mongodbExporter({ server: { uri: 'mongodb://mongodb:27017', certificate: secret('mongodb-exporter') } }),
  exporters.nodeExporter(),
  exporters.postgresExporter({ server: { uri: 'postgres:5432/a', user: 'exporter', password: secret('postgres') } }),
  exporters.probed('website', { module: exporters.modules.http2xx, urls: ['https://example.org/'] }),
  exporters.redisExporter({ server: { url: 'redis://redis:6379', passwords: secret('redis-passwords') } }),
]
export const full: Parts = { stack: made(), alerting: alerts, others: everyExporter, storage: gibibytes(5) }
