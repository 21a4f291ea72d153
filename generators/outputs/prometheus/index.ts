/**
 * prometheus.yml: what is scraped, which rules are read, where alerts go.
 * https://prometheus.io/docs/prometheus/latest/configuration/configuration/
 */
import { formatDuration } from '../../../schemas/model/duration.ts'
import type { TargetData } from '../../../schemas/model/target.ts'
import type { ResolvedTarget, System } from '../../load/system.ts'
import { type Output, origin, yamlFile } from '../file.ts'
import { authorization, tls } from '../http-client.ts'
import { discovery } from './discovery.ts'
import { limits } from './limits.ts'
import { relabelling } from './relabelling.ts'

export const prometheus: Output = (system) => {
  const { data, targets } = system
  const value = {
    global: {
      scrape_interval: formatDuration(data.scrapeInterval),
      scrape_timeout: formatDuration(globalTimeout(system)),
      evaluation_interval: formatDuration(data.evaluationInterval),
      ...(Object.keys(data.externalLabels).length > 0 && { external_labels: data.externalLabels }),
    },
    rule_files: ['rules/*.yml'],
    ...(data.alertmanagers.length > 0 && {
      alerting: { alertmanagers: [{ static_configs: [{ targets: data.alertmanagers }] }] },
    }),
    scrape_configs: targets.map((target) => scrapeConfig(system, target)),
    ...(data.remoteWrite.length > 0 && { remote_write: data.remoteWrite.map(remoteWrite) }),
  }
  const files = [
    data.file,
    ...targets.flatMap((target) => [target.data.file, ...target.metrics.map(({ file }) => file)]),
  ]
  return [
    yamlFile({
      path: `${system.name}/prometheus/prometheus.yml`,
      schema: 'prometheus',
      value,
      origin: origin(system, ...files),
      comments: [{ path: ['scrape_configs'], text: guards }],
    }),
  ]
}

const guards =
  'sample_limit and label_limit are what the metrics are bounded to, and some more; a scrape beyond them fails as a whole.'

/** Prometheus refuses a timeout that is longer than the interval. */
const globalTimeout = ({ data }: System): number => Math.min(data.scrapeTimeout, data.scrapeInterval)

function scrapeConfig(system: System, target: ResolvedTarget): object {
  const { data, interval, timeout } = target
  return {
    job_name: data.name,
    ...(data.honorLabels && { honor_labels: true }),
    ...(interval !== system.data.scrapeInterval && { scrape_interval: formatDuration(interval) }),
    ...(timeout !== globalTimeout(system) && { scrape_timeout: formatDuration(timeout) }),
    ...(data.path !== '/metrics' && { metrics_path: data.path }),
    ...paramsOf(data),
    ...(data.scheme !== 'http' && { scheme: data.scheme }),
    ...authorization(data.authorization),
    ...tls(data.tls),
    ...discovery(data, system.data.addressing),
    ...relabelling(data),
    ...limits(target),
  }
}

/** The module of a probe comes first; its target is set by relabelling. */
function paramsOf({ params, probe }: TargetData): object {
  if (!probe) return params ? { params } : {}
  return { params: { module: [probe.module.data.name], ...params } }
}

function remoteWrite({ name, url, queue, ...identity }: System['data']['remoteWrite'][number]): object {
  return {
    ...(name && { name }),
    url,
    ...authorization(identity.authorization),
    ...tls(identity.tls),
    ...(queue && Object.keys(queue).length > 0 && { queue_config: queueConfig(queue) }),
  }
}

function queueConfig(queue: NonNullable<System['data']['remoteWrite'][number]['queue']>): object {
  const { batchSendDeadline, minBackoff, maxBackoff } = queue
  return {
    ...(queue.capacity && { capacity: queue.capacity }),
    ...(queue.minShards && { min_shards: queue.minShards }),
    ...(queue.maxShards && { max_shards: queue.maxShards }),
    ...(queue.maxSamplesPerSend && { max_samples_per_send: queue.maxSamplesPerSend }),
    ...(batchSendDeadline && { batch_send_deadline: formatDuration(batchSendDeadline) }),
    ...(minBackoff && { min_backoff: formatDuration(minBackoff) }),
    ...(maxBackoff && { max_backoff: formatDuration(maxBackoff) }),
  }
}
