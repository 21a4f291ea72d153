/** What runs under Compose, by the names of its services, and the volumes and files that each has of its own. */
import type { YamlMap } from '../../schemas/model/configuration.ts'
import type { ContainerData } from '../../schemas/model/container.ts'
import type { CoreService } from '../../schemas/model/stack.ts'
import type { System } from '../load/system.ts'

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

/** Where a port of the stack is reached: at 127.0.0.1, unless an address is given. */
export const publishedAt = (port: number | string): string => (typeof port === 'number' ? `127.0.0.1:${port}` : port)
