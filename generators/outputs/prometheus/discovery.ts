/** Where a target is found, for each way of addressing. */
import type { Addressing } from 'plimsoll'
import { formatDuration } from '../../../schemas/model/duration.ts'
import type { TargetData } from '../../../schemas/model/target.ts'
import { addressesOf, askedAt } from '../../facts/addresses.ts'

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
