/** Where a target is found, for each way of addressing. */
import type { Addressing } from 'plimsoll'
import { formatDuration } from '../../../schemas/model/duration.ts'
import type { TargetData } from '../../../schemas/model/target.ts'

export function discovery(target: TargetData, addressing: Addressing): object {
  const { labels } = target
  const labelled = Object.keys(labels).length > 0 ? { labels } : {}
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

/** `host:port` of each instance whose address is known. */
export function addressesOf(target: TargetData, addressing: Addressing): string[] {
  if (addressing.by !== 'loopback') return target.hosts.map((host) => `${host}:${target.port}`)
  return target.hosts.map(
    (host) => `127.0.0.1:${addressing.ports[`${target.name}/${host}`] ?? addressing.ports[target.name] ?? target.port}`,
  )
}

/** Static labels, where discovery has no place for them. */
function relabelled(labels: Readonly<Record<string, string>>): object {
  const configs = Object.entries(labels).map(([label, value]) => ({
    target_label: label,
    replacement: value.replaceAll('$', '$$$$'),
  }))
  return configs.length > 0 ? { relabel_configs: configs } : {}
}
