/** What runs, by the names of its services, and what all of them have in common. */
import type { YamlMap } from '../../../schemas/model/configuration.ts'
import type { ContainerData, LimitsData } from '../../../schemas/model/container.ts'
import type { CoreService } from '../../../schemas/model/stack.ts'
import type { System } from '../../load/system.ts'

export type Service = { readonly kind: 'core'; readonly name: CoreService } | Exporter

/** An exporter, or what else runs beside. */
export interface Exporter {
  readonly kind: 'exporter'
  readonly name: string
  readonly container: ContainerData
  /** The job that scrapes it; none for what is not scraped. */
  readonly job?: string
}

/** Prometheus first, then Alertmanager where something routes its alerts, Grafana, exporters in their order. */
export function runningOf({ data, targets }: System): Service[] {
  if (!data.stack) return []
  const core: Service[] = coreOf(data).map((name) => ({ kind: 'core', name }))
  const exporters = targets.flatMap(({ data: target }): Service[] =>
    target.container
      ? [{ kind: 'exporter', name: target.hosts[0] ?? target.name, container: target.container.data, job: target.name }]
      : [],
  )
  const others = Object.entries(data.stack.data.services).map(
    ([name, { data: container }]): Service => ({ kind: 'exporter', name, container }),
  )
  return [...core, ...exporters, ...others]
}

export const coreOf = (data: System['data']): CoreService[] => [
  'prometheus',
  ...(data.alerting ? (['alertmanager'] as const) : []),
  'grafana',
]

interface Hardening {
  readonly capabilities?: readonly string[]
  readonly limits: LimitsData
  readonly processes: number
  readonly gpus?: boolean
}

/** Restarts, rights, limits and logs: the end of every service. */
export function hardened({ capabilities = [], limits, processes, gpus = false }: Hardening): object {
  return {
    restart: 'unless-stopped',
    read_only: true,
    cap_drop: ['ALL'],
    ...(capabilities.length > 0 && { cap_add: capabilities }),
    security_opt: ['no-new-privileges:true'],
    deploy: {
      resources: {
        limits: { cpus: String(limits.cpus), memory: inBinary(limits.memory), pids: processes },
        ...(gpus && { reservations: { devices: [{ driver: 'nvidia', count: 'all', capabilities: ['gpu'] }] } }),
      },
    },
    logging: { driver: 'json-file', options: { 'max-size': '10m', 'max-file': '3' } },
  }
}

/** Fails thrice before a container is called unhealthy; the start is not held against it. */
export const healthcheck = (test: readonly string[], startPeriod: string): object => ({
  test: ['CMD', ...test],
  interval: '30s',
  timeout: '5s',
  retries: 3,
  start_period: startPeriod,
})

export const profileOf = ({ data }: System): object =>
  data.stack?.data.profile === undefined ? {} : { profiles: [data.stack.data.profile] }

/** A folder beside the Compose file; a missing one is an error, and is not made by Docker as root. */
export const mounted = (source: string, target: string): object => ({
  type: 'bind',
  source,
  target,
  read_only: true,
  // what is mounted below the host's root later is seen too
  bind: source === '/' ? { propagation: 'rslave' } : { create_host_path: false },
})

export const volume = (source: string, target: string): object => ({ type: 'volume', source, target })

interface Volume {
  readonly name: string
  readonly target: string
}

/** The volumes of an exporter, named by it, so that no two share one; nothing else has a name with `_` before its last word. */
export const volumesOf = ({ name, container }: Exporter): Volume[] =>
  Object.entries(container.volumes).map(([own, target]) => ({ name: `${name}_${own}`, target }))

export interface Configuration {
  /** Where it is written, beside the Compose file: `filebeat/filebeat.yml`. */
  readonly path: string
  /** Where the container sees it. */
  readonly target: string
  /** The schema of `schemas/files/` that it must satisfy, by its name. */
  readonly schema: string
  readonly value: YamlMap
}

/** The files of configuration that are written for a service, in a folder of its name. */
export const configurationsOf = ({ name, container }: Exporter): Configuration[] =>
  Object.entries(container.configuration).map(([target, value]) => {
    const file = target.slice(target.lastIndexOf('/') + 1)
    return { path: `${name}/${file}`, target, schema: file.replace(/\.ya?ml$/, ''), value }
  })

/** Bytes in the largest unit that leaves no rest: `512m`, as Compose reads them. */
export function inBinary(bytes: number, units: readonly string[] = ['b', 'k', 'm', 'g']): string {
  const step = units.findLastIndex((_, i) => bytes % 1024 ** i === 0)
  return `${bytes / 1024 ** step}${units[step]}`
}
