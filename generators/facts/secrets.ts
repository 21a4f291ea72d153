/** Which secrets there are, and which service reads which: whoever names the path of one. */
import { secret } from 'plimsoll'
import type { Yaml } from '../../schemas/model/configuration.ts'
import type { ContainerData } from '../../schemas/model/container.ts'
import { secretOf, secretsIn } from '../../schemas/model/secret.ts'
import { partsOf } from '../load/alerting.ts'
import type { System } from '../load/system.ts'
import { runningOf, type Service } from './services.ts'

/** What Grafana reads; both are made up at the first start and known to nobody before. */
export const grafanaSecrets = {
  GF_SECURITY_ADMIN_PASSWORD__FILE: secret('grafana-admin-password'),
  GF_SECURITY_SECRET_KEY__FILE: secret('grafana-secret-key'),
} as const

export interface Secret {
  readonly name: string
  /** The services that read it. */
  readonly services: readonly string[]
}

/** Every secret of a system, by name. */
export function secretsOf(system: System): Secret[] {
  const readers = new Map<string, string[]>()
  for (const service of runningOf(system)) {
    for (const name of secretsRead(system, service)) readers.set(name, [...(readers.get(name) ?? []), service.name])
  }
  return [...readers].map(([name, services]) => ({ name, services })).sort((a, b) => (a.name < b.name ? -1 : 1))
}

/** The secrets that one service reads. */
export function secretsRead(system: System, service: Service): string[] {
  return [...new Set(readBy(system, service))].sort()
}

function readBy({ data, targets }: System, service: Service): string[] {
  if (service.kind === 'exporter')
    return [...ofContainer(service.container), ...ofFiles(modulesAt(targets, service.name))]
  switch (service.name) {
    case 'prometheus':
      return ofFiles([...targets.map((target) => target.data), ...data.remoteWrite].flatMap(identityOf))
    case 'alertmanager':
      return ofFiles(partsOf(data.alerting).receivers.flatMap((receiver) => receiver.data.integrations))
    case 'grafana':
      return Object.values(grafanaSecrets).flatMap((path) => secretOf(path) ?? [])
  }
}

/** By what a program proves who it is. */
const identityOf = (of: object): object[] =>
  Object.entries(of).flatMap(([field, value]) => (field === 'authorization' || field === 'tls' ? (value ?? []) : []))

/** What the modules of the blackbox_exporter that runs as a service prove themselves by. */
const modulesAt = (targets: System['targets'], service: string): object[] =>
  targets.flatMap(({ data }) =>
    data.probe && data.hosts[0] === service ? identityOf(data.probe.module.data.asks) : [],
  )

/** Fields that hold the path of a file end in `File`, throughout the vocabulary. */
const ofFiles = (values: readonly object[]): string[] =>
  values.flatMap((value) =>
    Object.entries(value).flatMap(([key, path]) =>
      key.endsWith('File') && typeof path === 'string' ? (secretOf(path) ?? []) : [],
    ),
  )

const ofContainer = ({ command, environment, health, configuration }: ContainerData): string[] =>
  [...command, ...health, ...Object.values(environment), ...Object.values(configuration).flatMap(textsIn)].flatMap(
    secretsIn,
  )

/** Every text in a configuration. */
function textsIn(value: Yaml): string[] {
  if (typeof value === 'string') return [value]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : []
}
