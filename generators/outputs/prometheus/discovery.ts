/** Where a target is found, for each way of addressing. */
import type { Addressing } from 'plimsoll'
import { formatDuration } from '../../../schemas/model/duration.ts'
import type { TargetData } from '../../../schemas/model/target.ts'

export function discovery(target: TargetData, addressing: Addressing): object {
  const { labels } = target
  const labelled = Object.keys(labels).length > 0 ? { labels } : {}
  if (target.probe) {
    return {
      static_configs: [{ targets: target.probe.urls, ...labelled }],
      relabel_configs: throughExporter(askedAt(target, addressing)),
    }
  }
  switch (addressing.by) {
    case 'service':
    case 'loopback':
      return { static_configs: [{ targets: addressesOf(target, addressing), ...labelled }] }
    case 'dns':
      return {
        dns_sd_configs: [
          {
            names: target.hosts.map((host) => addressing.prefix + host),
            type: 'A',
            port: target.port,
            refresh_interval: formatDuration(addressing.refresh),
          },
        ],
        ...relabelled(labels),
      }
    case 'file':
      return { file_sd_configs: [{ files: [`${addressing.folder}/${target.name}.yml`] }], ...relabelled(labels) }
  }
}

/** What `instance` is, where it is known: `host:port` of each host, or each URL that is probed. */
export function addressesOf(target: TargetData, addressing: Addressing): string[] {
  return target.probe ? [...target.probe.urls] : hostsOf(target, addressing)
}

/** `host:port` of the blackbox_exporter that a target has probed. */
export const askedAt = (target: TargetData, addressing: Addressing): string => hostsOf(target, addressing)[0] ?? ''

function hostsOf(target: TargetData, addressing: Addressing): string[] {
  if (addressing.by !== 'loopback') return target.hosts.map((host) => `${host}:${target.port}`)
  return target.hosts.map(
    (host) => `127.0.0.1:${addressing.ports[`${target.name}/${host}`] ?? addressing.ports[target.name] ?? target.port}`,
  )
}

/**
 * The URL becomes a parameter and the instance, and the exporter what is scraped.
 * https://prometheus.io/docs/guides/multi-target-exporter/
 */
const throughExporter = (exporter: string): object[] => [
  { source_labels: ['__address__'], target_label: '__param_target' },
  { source_labels: ['__param_target'], target_label: 'instance' },
  { target_label: '__address__', replacement: exporter },
]

/** Static labels, where discovery has no place for them. */
function relabelled(labels: Readonly<Record<string, string>>): object {
  const configs = Object.entries(labels).map(([label, value]) => ({
    target_label: label,
    replacement: value.replaceAll('$', '$$$$'),
  }))
  return configs.length > 0 ? { relabel_configs: configs } : {}
}
