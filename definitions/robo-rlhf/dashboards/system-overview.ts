/** System Overview: is all of it well, and where should one look? */
import {
  add,
  avg,
  avgOverTime,
  dashboard,
  dashboardRange,
  max,
  min,
  not,
  panel,
  query,
  rate,
  rateInterval,
  ratio,
  row,
  select,
  sub,
  sum,
  time,
  toBaseUnit,
} from 'plimsoll'
import { named } from '../../common/containers.ts'
import { cpuBusy, diskFree, memoryTaken } from '../../common/host.ts'
import { probePanels } from '../../common/probes.ts'
import { jobsUp, targetsDown, upOrDown } from '../../common/scrapes.ts'
import { probeHttp } from '../../exporters/blackbox.ts'
import { cadvisor } from '../../exporters/cadvisor.ts'
import { dcgm } from '../../exporters/dcgm.ts'
import { mongodb } from '../../exporters/mongodb.ts'
import { node } from '../../exporters/node.ts'
import { processMetrics } from '../../exporters/process.ts'
import { redis } from '../../exporters/redis.ts'
import { scrape } from '../../exporters/scrape.ts'
import { ownJobs } from '../measures.ts'
import { activeUsers, training } from '../metrics/index.ts'
import { errorRate, errorRatio, latencyP95, requestRate, stepRate } from '../recording.ts'

/** Its process runs only while there is something to train: Training tells of it. */
const expectedUp = select(scrape.up, { job: not('robo-rlhf-training') })

const glance = [
  panel.stat('Application', {
    description: 'Whether the application is scraped; ApplicationDown fires after a minute without.',
    show: min(select(scrape.up, { job: 'robo-rlhf-app' })),
    values: upOrDown,
  }),
  panel.stat('Requests', { description: 'HTTP requests per second, over all endpoints.', show: sum(requestRate) }),
  panel.stat('Errors', {
    description: 'HTTP requests per second that the server failed; HighErrorRate fires above the line.',
    show: errorRate,
  }),
  panel.stat('p95 latency', {
    description: 'Time in which 95 % of the HTTP requests are answered.',
    show: latencyP95,
  }),
  panel.stat('Active users', { description: 'Users that are active now.', show: sum(activeUsers) }),
  panel.stat('Training', {
    description: 'Whether a training run is in progress; no value where no training process is reached.',
    show: max(training.active),
    values: { 0: { text: 'idle', color: 'text' }, 1: { text: 'running', color: 'green' } },
  }),
]

const health = [
  jobsUp('Targets', {
    of: expectedUp,
    description:
      'Whether each job could be scraped; red while any instance of it could not. The training process may be away: see Training.',
    width: 12,
  }),
  panel.stateTimeline('Database and cache', {
    description: 'Whether MongoDB and Redis answer their exporters, which go on while their server is gone.',
    show: [query(min(mongodb.up), { legend: 'MongoDB' }), query(min(redis.up), { legend: 'Redis' })],
    values: upOrDown,
    width: 12,
  }),
  ...probePanels,
  targetsDown({
    of: expectedUp,
    description:
      'Scrapes that fail now, apart from that of the training process. While one does, what it exposes is missing below.',
  }),
  panel.stat('Uptime', {
    description: 'Time since the application was started; a deployment begins it anew.',
    show: sub(time(), max(select(processMetrics.startTime, { job: 'robo-rlhf-app' }))),
  }),
  panel.stat('Availability', {
    description: 'Share of the time range in which the probe of /health succeeded.',
    show: min(avgOverTime(select(probeHttp.success, { job: 'robo-rlhf-health' }), dashboardRange)),
  }),
  panel.stat('Failed requests', {
    description: 'Share of the HTTP requests that the server failed.',
    show: errorRatio,
  }),
]

const activity = [
  panel.timeSeries('Request rate', {
    description: 'HTTP requests per second, over all endpoints.',
    show: query(sum(requestRate), { legend: 'requests' }),
    width: 8,
  }),
  panel.timeSeries('Error rate', {
    description: 'HTTP requests per second that the server failed; HighErrorRate fires above the line.',
    show: query(errorRate, { legend: 'errors', color: 'red' }),
    width: 8,
  }),
  panel.timeSeries('Training steps', {
    description: 'Training steps per minute, over all processes; TrainingStalled fires where a run takes none.',
    show: query(stepRate, { legend: 'steps' }),
    per: 'minute',
    width: 8,
  }),
]

const resources = [
  panel.timeSeries('CPU usage', {
    description: 'CPUs that each of our processes keeps busy; 100 % is one.',
    show: query(sum(rate(select(processMetrics.cpu, { job: ownJobs }), rateInterval), { by: ['job'] }), {
      legend: ({ labels }) => `${labels.job}`,
    }),
    width: 8,
  }),
  panel.timeSeries('Host CPU', {
    description: 'Share of the CPUs of the host that is not idle.',
    show: query(cpuBusy, { legend: ({ labels }) => `${labels.instance}` }),
    width: 8,
  }),
  panel.timeSeries('Memory usage', {
    description: 'Memory of each of our processes.',
    show: query(sum(select(processMetrics.residentMemory, { job: ownJobs }), { by: ['job'] }), {
      legend: ({ labels }) => `${labels.job}`,
    }),
    width: 8,
  }),
  panel.timeSeries('Disk I/O', {
    description: 'Bytes per second that are read from and written to the disks of the host.',
    show: [
      query(sum(rate(node.diskReadBytes, rateInterval)), { legend: 'reads' }),
      query(sum(rate(node.diskWrittenBytes, rateInterval)), { legend: 'writes' }),
    ],
  }),
  panel.timeSeries('Network', {
    description: 'Bytes per second that all containers receive and send.',
    show: [
      query(sum(rate(select(cadvisor.networkReceiveBytes, named), rateInterval)), { legend: 'received' }),
      query(sum(rate(select(cadvisor.networkTransmitBytes, named), rateInterval)), { legend: 'sent' }),
    ],
  }),
  panel.gauge('Host memory', {
    description: 'Share of the memory of the host that programs cannot have without swapping.',
    show: memoryTaken,
  }),
  panel.gauge('GPU utilisation', {
    description: 'Share of time in which a kernel ran, on average over the GPUs; says nothing of how full they were.',
    show: avg(toBaseUnit(dcgm.gpuUtil)),
  }),
  panel.gauge('GPU memory', {
    description: 'Share of the memory of all GPUs that is in use.',
    show: ratio(sum(dcgm.fbUsed), add(sum(dcgm.fbUsed), sum(dcgm.fbFree))),
  }),
  panel.barGauge('Disk free', {
    description: 'Share of each writable file system that is free; DiskSpaceLow fires below the line.',
    show: query(diskFree, { legend: ({ labels }) => `${labels.mountpoint}` }),
    width: 6,
  }),
]

const help = [
  panel.text('When a panel is empty', {
    width: 24,
    height: 8,
    text: [
      '- See whether the time range holds anything: a run that ended is further back than six hours.',
      '- See why a scrape fails: [the targets of Prometheus](http://localhost:9090/targets); the application answers at [localhost:8080/metrics](http://localhost:8080/metrics).',
      '- Ask Prometheus itself: `curl http://localhost:9090/api/v1/query?query=up`. If it answers, open *Connections › Data sources › Prometheus* here, and press *Test*.',
      '- Read what Grafana says: `docker compose logs grafana`.',
      '- Compare the names of the query with `docs/metrics.md`. A panel that is changed by hand here is lost: change it in the definitions.',
    ].join('\n'),
  }),
]

export const overview = dashboard('system-overview', {
  title: 'System Overview',
  description: 'The health of Robo-RLHF at a glance: application, training, dependencies and resources.',
  // an overview shows all of it
  variables: [],
  rows: [
    row('At a glance', glance),
    row('Service health', health),
    row('Activity', activity),
    row('Resources', resources),
    row('Help', help, { collapsed: true }),
  ],
})
