/** TensorFleet's alerts on the real promtool: what its document meant fires, and what it would have missed too. */
import { alertCases, type Case } from '../../support/promtool-cases.ts'
import { answers, but, type Series, said, told, up, well, without } from './series.ts'

/** Of a hundred requests to each service, so many fail; those of which nothing is said have not failed yet. */
const failing = (errors: Readonly<Partial<Record<'api_gateway' | 'orchestrator' | 'storage', number>>>): Series => ({
  ...Object.fromEntries(
    ['api_gateway', 'orchestrator', 'storage'].map((service) => [
      told('tensorfleet_api_requests_total', `service="${service}"`),
      '0+1000x60',
    ]),
  ),
  ...Object.fromEntries(
    Object.entries(errors).map(([service, percent]) => [
      told('tensorfleet_api_errors_total', `service="${service}"`),
      `0+${percent * 10}x60`,
    ]),
  ),
})
const active = (workers: string): Series => ({ [told('tensorfleet_active_workers')]: workers })
const storage = (used: string): Series => ({ [told('tensorfleet_storage_usage_ratio')]: used })
const pool = (values: { active: number; busy: number; queue: number; capacity?: number }): Series => ({
  ...active(`${values.active}x60`),
  [told('tensorfleet_busy_workers')]: `${values.busy}x60`,
  [told('tensorfleet_task_queue_length')]: `${values.queue}x60`,
  ...(values.capacity !== undefined && { [told('tensorfleet_worker_capacity')]: `${values.capacity}x60` }),
})
/** CPU or memory of workers in percent. */
const usage = (metric: 'cpu' | 'memory', ...workers: readonly number[]): Series =>
  Object.fromEntries(
    workers.map((percent, i) => [
      told(`tensorfleet_worker_${metric}_usage`, `worker_id="worker-00${i + 1}"`),
      `${percent}x60`,
    ]),
  )
const activeWorker = (nth: number, value: 0 | 1): Series => ({
  [told('tensorfleet_worker_active', `worker_id="worker-00${nth}"`)]: `${value}x60`,
})

/** `fires` is what it fires with; silent if left out. */
const inFile =
  (file: 'outages' | 'services' | 'workers') =>
  (alert: string, story: string, series: Series, ...fires: Case['fires'][number][]): Case => ({
    file,
    alert,
    story,
    series,
    fires,
  })
const outage = inFile('outages')
const service = inFile('services')
const worker = inFile('workers')
const ofMonitoring = { job: 'tensorfleet-monitoring', instance: 'monitoring:8082' }

alertCases('tensorfleet', [
  service('HighErrorRate', 'six requests in a hundred fail', failing({ api_gateway: 6 }), { service: 'api_gateway' }),
  service(
    'HighErrorRate',
    'twelve in a hundred fail at one of three services, four of all',
    failing({ api_gateway: 12, orchestrator: 0, storage: 0 }),
    { service: 'api_gateway' },
  ),
  service(
    'HighErrorRate',
    'two of three services fail',
    failing({ api_gateway: 10, orchestrator: 10 }),
    { service: 'api_gateway' },
    { service: 'orchestrator' },
  ),
  service('HighErrorRate', 'four requests in a hundred fail everywhere', failing({ api_gateway: 4, orchestrator: 4 })),
  service('HighErrorRate', 'nothing has failed yet', failing({})),

  worker('WorkerFailure', 'one worker is left', active('1x60'), {}),
  worker('WorkerFailure', 'two workers are left', active('2x60')),
  worker('WorkerFailure', 'nobody says how many there are', without('tensorfleet_active_workers'), {}),
  worker(
    'WorkerFailure',
    'the monitoring service stops to say how many there are',
    but({ tensorfleet_active: 'stale' }),
    {},
  ),
  worker(
    'WorkerFailure',
    'the monitoring service is down, of which another alert tells',
    but({ tensorfleet_: 'stale', [up.monitoring]: '0' }),
  ),

  worker('WorkersUnreachable', 'no worker answers, and four are said to be active', but({ [up.workers]: '0' }), {
    job: 'tensorfleet-workers',
    instance: 'worker:2112',
  }),
  worker('WorkersUnreachable', 'none is said to be active either', but({ [up.workers]: '0', tensorfleet_active: '0' })),

  service('StorageFull', 'more than nine tenths', storage('0.91x60'), {}),
  service('StorageFull', 'two thirds, as in the document', storage('0.684x60')),

  service('PartUnhealthy', 'the storage is not healthy', but({ [said('storage')]: '0' }), {
    ...ofMonitoring,
    service: 'storage',
  }),
  service(
    'PartUnhealthy',
    'the gateway and the workers are not healthy, and answer',
    but({ [said('api_gateway')]: '0', [said('workers')]: '0' }),
    { ...ofMonitoring, service: 'api_gateway' },
    { ...ofMonitoring, service: 'workers' },
  ),
  service(
    'PartUnhealthy',
    'the gateway is down, of which TargetDown tells',
    but({ [said('api_gateway')]: '0', [up.gateway]: '0' }),
  ),
  service('PartUnhealthy', 'the orchestrator is not healthy, which has its own', but({ [said('orchestrator')]: '0' })),

  outage('OrchestratorDown', 'all is well', well),
  outage('OrchestratorDown', 'it is not scraped, while workers are invented', but({ [up.orchestrator]: '0' }), {
    service: 'orchestrator',
  }),
  outage('OrchestratorDown', 'it does not answer its probe', but({ [answers.orchestrator]: '0' }), {
    service: 'orchestrator',
  }),
  outage('OrchestratorDown', 'the monitoring service alone does not reach it', but({ [said('orchestrator')]: '0' }), {
    service: 'orchestrator',
  }),

  outage('MonitoringServiceDown', 'it is not scraped', but({ [up.monitoring]: '0' }), ofMonitoring),
  outage('MonitoringServiceDown', 'another target is not', but({ [up.gateway]: '0' })),

  outage('MetricsNotUpdating', 'a collection each minute', well),
  outage(
    'MetricsNotUpdating',
    'none since the beginning',
    {
      [told('tensorfleet_last_update_timestamp_seconds')]: '0x60',
    },
    {},
  ),

  outage('EndpointDown', '/health is not healthy', but({ [answers.health]: '0' }), {
    job: 'monitoring-health',
    instance: 'http://monitoring:8082/health',
  }),
  outage('EndpointDown', 'all endpoints fail, since nothing is up', but({ probe_success: '0', 'up{': '0' })),
  outage(
    'EndpointDown',
    'those fail of which others tell',
    but({ [answers.orchestrator]: '0', [answers.dependencies]: '0' }),
  ),

  service('SystemDegraded', 'all is well', well),
  service('SystemDegraded', 'the API gateway is not scraped', but({ [up.gateway]: '0' }), {}),
  service('SystemDegraded', 'the monitoring service says so', but({ tensorfleet_system_health_status: '0' }), {}),
  service('SystemDegraded', 'the monitoring service is gone', but({ tensorfleet_: 'stale', [up.monitoring]: '0' }), {}),

  worker('ScalingAdvised', 'three tasks wait for two busy workers', pool({ active: 2, busy: 2, queue: 3 }), {}),
  worker(
    'ScalingAdvised',
    'the pool can have four of the seven that are needed',
    pool({ active: 2, busy: 2, queue: 3, capacity: 4 }),
    {},
  ),
  worker('ScalingAdvised', 'the pool can have no more', pool({ active: 4, busy: 4, queue: 9, capacity: 4 })),
  worker('ScalingAdvised', 'all are busy, and nothing waits', pool({ active: 4, busy: 4, queue: 0 })),
  worker('ScalingAdvised', 'three of four are busy, as is meant', pool({ active: 4, busy: 3, queue: 0 })),
  worker('ScalingAdvised', 'nothing to do for one that is left', pool({ active: 1, busy: 0, queue: 0 })),

  worker('CpuUsageHigh', 'above 80 % on average', usage('cpu', 90, 75), {}),
  worker('CpuUsageHigh', 'one worker above 80 %', usage('cpu', 90, 60)),
  worker(
    'CpuUsageHigh',
    'above 80 % without one that is gone',
    {
      ...usage('cpu', 90, 0),
      ...activeWorker(1, 1),
      ...activeWorker(2, 0),
    },
    {},
  ),

  worker('MemoryUsageHigh', 'above 85 % on average', usage('memory', 95, 80), {}),
  worker('MemoryUsageHigh', '84 %', usage('memory', 84, 84)),
  worker('MemoryUsageHigh', 'above 85 % only with one that is gone', {
    ...usage('memory', 80, 99),
    ...activeWorker(1, 1),
    ...activeWorker(2, 0),
  }),
])
