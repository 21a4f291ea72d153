/** Which secrets there are, and which service reads which: whoever names the path of one. */
import { type ProbeModule, secret } from 'plimsoll'
import type { System } from '../../load/system.ts'
import { runningOf, type Service } from './service.ts'

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
  return [...new Set(namedIn(readBy(system, service)))].sort()
}

/** Everything of the definitions that ends up in the configuration of a service. */
function readBy({ data, targets }: System, service: Service): unknown {
  if (service.kind === 'exporter') return [service.container, modulesAt(targets, service.name)]
  switch (service.name) {
    case 'prometheus':
      return [targets.map((target) => [target.data.authorization, target.data.tls]), data.remoteWrite]
    case 'alertmanager':
      return data.alerting
    case 'grafana':
      return grafanaSecrets
  }
}

/** The modules of the blackbox_exporter that runs as a service. */
const modulesAt = (targets: System['targets'], service: string): ProbeModule['data'][] =>
  targets.flatMap(({ data }) => (data.probe && data.hosts[0] === service ? [data.probe.module.data] : []))

function namedIn(value: unknown, seen = new Set<unknown>()): string[] {
  if (typeof value === 'string')
    return [...value.matchAll(/\/run\/secrets\/([a-z0-9][a-z0-9-]*)/g)].map(([, name = '']) => name)
  if (typeof value !== 'object' || value === null || seen.has(value)) return []
  seen.add(value)
  return Object.values(value).flatMap((item) => namedIn(item, seen))
}
