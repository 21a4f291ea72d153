/** TensorFleet's alerts on the real promtool: what its document meant fires, and what it would have missed too. */
import { alertCases, type Case } from '../../support/promtool-cases.ts'

const at = 'job="tensorfleet-monitoring",instance="monitoring:8082"'
const requests = (errors?: string): Record<string, string> => ({
  [`tensorfleet_api_requests_total{service="api_gateway",${at}}`]: '0+1000x40',
  ...(errors !== undefined && { [`tensorfleet_api_errors_total{service="api_gateway",${at}}`]: errors }),
})
const active = (workers: string): Record<string, string> => ({ [`tensorfleet_active_workers{${at}}`]: workers })
const pool = (values: { active: string; busy: string; queue: string }): Record<string, string> => ({
  ...active(values.active),
  [`tensorfleet_busy_workers{${at}}`]: values.busy,
  [`tensorfleet_task_queue_length{${at}}`]: values.queue,
})
const cpu = (first: string, second: string): Record<string, string> => ({
  [`tensorfleet_worker_cpu_usage{worker_id="worker-001",${at}}`]: first,
  [`tensorfleet_worker_cpu_usage{worker_id="worker-002",${at}}`]: second,
})
/** All that Prometheus sees while all is well; each test changes a part of it. */
const wellAsSeen: Readonly<Record<string, string>> = {
  [`up{${at}}`]: '1x40',
  'up{job="orchestrator",instance="orchestrator:50051"}': '1x40',
  'up{job="api-gateway",instance="api-gateway:8080"}': '1x40',
  'up{job="tensorfleet-workers",instance="worker:2112"}': '1x40',
  'probe_success{job="orchestrator-health",instance="http://orchestrator:50051"}': '1x40',
  ...active('4x40'),
}
const well: Readonly<Record<string, string>> = {
  ...wellAsSeen,
  ...Object.fromEntries(
    ['orchestrator', 'workers', 'api_gateway', 'storage'].map((service) => [
      `tensorfleet_service_health_status{service="${service}",${at}}`,
      '1x40',
    ]),
  ),
}
const [orchestrator] = Object.keys(well).filter((name) => name.startsWith('up{job="orchestrator"'))

const rule = (alert: string, story: string, series: Case['series'], fires: Case['fires'] = []): Case => ({
  alert,
  story,
  file: 'alert-rules',
  series,
  fires,
})
const platform = (alert: string, story: string, series: Case['series'], fires: Case['fires'] = []): Case => ({
  ...rule(alert, story, series, fires),
  file: 'platform',
})
const info = (alert: string, story: string, series: Case['series'], fires: Case['fires'] = []): Case => ({
  ...rule(alert, story, series, fires),
  file: 'analytics',
})

alertCases('tensorfleet', [
  rule('HighErrorRate', 'six requests in a hundred fail', requests('0+60x40'), [{}]),
  rule('HighErrorRate', 'four requests in a hundred fail', requests('0+40x40')),
  rule('HighErrorRate', 'nothing has failed yet', requests()),

  rule('WorkerFailure', 'one worker is left', active('1x40'), [{}]),
  rule('WorkerFailure', 'two workers are left', active('2x40')),
  rule('WorkerFailure', 'nobody says how many there are', requests(), [{}]),
  rule('WorkerFailure', 'the monitoring service falls silent', active('4x10 stale'), [{}]),

  rule('StorageFull', 'more than nine tenths', { [`tensorfleet_storage_usage_ratio{${at}}`]: '0.91x40' }, [{}]),
  rule('StorageFull', 'two thirds, as in the document', { [`tensorfleet_storage_usage_ratio{${at}}`]: '0.684x40' }),

  platform('OrchestratorDown', 'all is well', well),
  platform(
    'OrchestratorDown',
    'it is not scraped, while workers are invented',
    { ...well, [`${orchestrator}`]: '0x40' },
    [{ service: 'orchestrator' }],
  ),
  platform(
    'OrchestratorDown',
    'it does not answer its probe',
    { ...well, 'probe_success{job="orchestrator-health",instance="http://orchestrator:50051"}': '0x40' },
    [{ service: 'orchestrator' }],
  ),
  platform(
    'OrchestratorDown',
    'the monitoring service alone does not reach it',
    { ...well, [`tensorfleet_service_health_status{service="orchestrator",${at}}`]: '0x40' },
    [{ service: 'orchestrator' }],
  ),

  platform('MetricsNotUpdating', 'a collection each minute', {
    [`tensorfleet_last_update_timestamp_seconds{${at}}`]: '0+60x40',
  }),
  platform(
    'MetricsNotUpdating',
    'none since the beginning',
    {
      [`tensorfleet_last_update_timestamp_seconds{${at}}`]: '0x40',
    },
    [{}],
  ),

  info('SystemDegraded', 'all is well', well),
  info('SystemDegraded', 'no word of the monitoring service on its parts', wellAsSeen),
  info(
    'SystemDegraded',
    'the API gateway is not scraped',
    { ...well, 'up{job="api-gateway",instance="api-gateway:8080"}': '0x40' },
    [{}],
  ),
  info('SystemDegraded', 'one worker is left', { ...well, ...active('1x40') }, [{}]),
  info(
    'SystemDegraded',
    'nobody says how many workers there are',
    Object.fromEntries(Object.entries(well).filter(([name]) => !name.startsWith('tensorfleet_active'))),
    [{}],
  ),
  info(
    'SystemDegraded',
    'no worker answers',
    { ...well, 'up{job="tensorfleet-workers",instance="worker:2112"}': '0x40' },
    [{}],
  ),
  info(
    'SystemDegraded',
    'the monitoring service is gone, and nothing is known of the storage',
    {
      ...Object.fromEntries(Object.entries(wellAsSeen).filter(([name]) => !name.startsWith('tensorfleet_'))),
      [`up{${at}}`]: '0x40',
    },
    [{}],
  ),

  info(
    'ScalingAdvised',
    'three tasks wait for two busy workers',
    pool({ active: '2x40', busy: '2x40', queue: '3x40' }),
    [{}],
  ),
  info(
    'ScalingAdvised',
    'three of four workers are busy, as is meant',
    pool({ active: '4x40', busy: '3x40', queue: '0x40' }),
  ),
  info(
    'ScalingAdvised',
    'nothing to do for the two that there must be',
    pool({ active: '2x40', busy: '0x40', queue: '0x40' }),
  ),

  info('CpuUsageHigh', 'above 80 % on average', cpu('90x40', '75x40'), [{}]),
  info('CpuUsageHigh', 'one worker above 80 %', cpu('90x40', '60x40')),
])
