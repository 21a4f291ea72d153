/** Infrastructure: containers, the host, the GPUs, and the way of samples to the external storage. */
import { dashboard, max, panel, query, rate, rateInterval, row, select, sort, sub, sum, time } from 'plimsoll'
import { containerPanels, named } from '../../common/containers.ts'
import { hostPanels } from '../../common/host.ts'
import { probePanels } from '../../common/probes.ts'
import { cadvisor } from '../../exporters/cadvisor.ts'
import { node } from '../../exporters/node.ts'
import { prometheus } from '../../exporters/prometheus.ts'
import { containerMemoryUsed, remoteWriteLag, remoteWriteRefused } from '../measures.ts'
import { gpuPanels } from './gpu.ts'

const limited = [
  panel.barGauge('Container memory used', {
    description:
      'Share of its memory limit that each container uses; ContainerMemoryHigh fires above the line. Those without a limit are left out.',
    show: query(containerMemoryUsed, { legend: ({ labels }) => `${labels.name}` }),
    width: 24,
  }),
]

const storage = [
  panel.timeSeries('Disk operations', {
    description: 'Reads and writes per second that each disk completes.',
    show: [
      query(rate(node.diskReadsCompleted, rateInterval), { legend: ({ labels }) => `${labels.device} reads` }),
      query(rate(node.diskWritesCompleted, rateInterval), { legend: ({ labels }) => `${labels.device} writes` }),
    ],
    width: 12,
  }),
  panel.timeSeries('Disk busy', {
    description: 'Share of the time in which each disk had work; at 100 % what asks for more waits.',
    show: query(rate(node.diskIoTime, rateInterval), { legend: ({ labels }) => `${labels.device}` }),
    width: 12,
  }),
]

const services = [
  panel.table('Uptime', {
    description: 'Time since each container was started, the shortest first.',
    show: query(sort(sub(time(), max(select(cadvisor.startTime, named), { by: ['name'] }))), {
      legend: 'up for',
    }),
    columns: { name: 'Container' },
    width: 12,
  }),
  ...probePanels,
]

const remote = [
  panel.timeSeries('External storage lag', {
    description:
      'Age of the newest sample that was sent to the external storage, taken or refused; RemoteWriteBehind fires above the line.',
    show: query(remoteWriteLag, { legend: 'lag' }),
    width: 12,
  }),
  panel.timeSeries('Samples refused', {
    description:
      'Share of the samples sent that the external storage refuses for good; RemoteWriteRefused fires above the line.',
    show: query(remoteWriteRefused, { legend: 'refused', color: 'red' }),
    width: 12,
  }),
  panel.timeSeries('Samples to the external storage', {
    description: 'Samples per second that are sent, and those of them that the storage refuses for good.',
    show: [
      query(sum(rate(prometheus.remoteStorageSamples, rateInterval)), { legend: 'sent', color: 'green' }),
      query(sum(rate(prometheus.remoteStorageSamplesFailed, rateInterval)), { legend: 'refused', color: 'red' }),
    ],
    width: 12,
  }),
  panel.timeSeries('Samples that wait', {
    description: 'Samples in the queue to the external storage.',
    show: query(sum(prometheus.remoteStorageSamplesPending), { legend: 'waiting' }),
    width: 12,
  }),
]

export const infrastructure = dashboard('infrastructure', {
  title: 'Infrastructure',
  description: 'What containers, the host and the GPUs use, and what they have left.',
  variables: ['name', 'gpu'],
  rows: [
    row('Containers', [...containerPanels, ...limited]),
    row('Host', hostPanels),
    row('Storage', storage),
    row('Services', services),
    row('GPUs', gpuPanels),
    row('External storage', remote),
  ],
})
