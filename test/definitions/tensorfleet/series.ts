/** What Prometheus sees of TensorFleet while all is well, in promtool's notation; each test changes a part of it. */
export type Series = Readonly<Record<string, string>>

export const at = 'job="tensorfleet-monitoring",instance="monitoring:8082"'
/** A series of the monitoring service, by its name and the labels that it has beside. */
export const told = (name: string, labels = ''): string => `${name}{${labels && `${labels},`}${at}}`
export const said = (service: string): string => told('tensorfleet_service_health_status', `service="${service}"`)

const lasting = (value: string): string => `${value}x60`
const always = lasting('1')

export const up = {
  monitoring: `up{${at}}`,
  orchestrator: 'up{job="orchestrator",instance="orchestrator:50051"}',
  gateway: 'up{job="api-gateway",instance="api-gateway:8080"}',
  workers: 'up{job="tensorfleet-workers",instance="worker:2112"}',
} as const
export const answers = {
  health: 'probe_success{job="monitoring-health",instance="http://monitoring:8082/health"}',
  dependencies: 'probe_success{job="monitoring-dependencies",instance="http://monitoring:8082/api/health"}',
  orchestrator: 'probe_success{job="orchestrator-health",instance="http://orchestrator:50051"}',
} as const
export const parts = ['orchestrator', 'workers', 'api_gateway', 'storage'] as const

export const well: Series = {
  ...Object.fromEntries([...Object.values(up), ...Object.values(answers)].map((name) => [name, always])),
  ...Object.fromEntries(parts.map((service) => [said(service), always])),
  [told('tensorfleet_system_health_status')]: always,
  [told('tensorfleet_active_workers')]: lasting('4'),
  [told('tensorfleet_busy_workers')]: lasting('3'),
  [told('tensorfleet_task_queue_length')]: lasting('0'),
  [told('tensorfleet_worker_capacity')]: lasting('12'),
  [told('tensorfleet_last_update_timestamp_seconds')]: '0+60x60',
  [told('tensorfleet_storage_usage_ratio')]: lasting('0.684'),
}

/** The same with those that begin so changed, from the tenth minute on; `stale` ends a series. */
export function but(changes: Series, series: Series = well): Series {
  const from = (name: string): string | undefined => Object.keys(changes).find((prefix) => name.startsWith(prefix))
  const unknown = Object.keys(changes).filter((prefix) => !Object.keys(series).some((name) => name.startsWith(prefix)))
  if (unknown.length > 0) throw new Error(`nothing begins with ${unknown.join(' or ')}`)
  return Object.fromEntries(
    Object.entries(series).map(([name, values]) => {
      const prefix = from(name)
      if (prefix === undefined) return [name, values]
      const [before] = values.split('x')
      return [name, `${before}x9 ${changes[prefix] === 'stale' ? 'stale' : `${changes[prefix]}x50`}`]
    }),
  )
}

/** Without the series that begin so, as where they never were. */
export const without = (prefix: string, series: Series = well): Series =>
  Object.fromEntries(Object.entries(series).filter(([name]) => !name.startsWith(prefix)))
