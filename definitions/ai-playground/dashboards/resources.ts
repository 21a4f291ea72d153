/** Resources: CPU, memory, disk and network of the processes, and what their host has left. */
import { dashboard, panel, query, rate, rateInterval, row, sum, toBaseUnit } from 'plimsoll'
import { hostPanels } from '../../common/host.ts'
import { activeProcesses, cpuUsage, diskIo, memoryUsage, networkIo } from '../metrics/index.ts'

const byProcess = { by: ['process_type'] } as const

const processes = [
  panel.timeSeries('CPU usage', {
    description: 'CPUs that the processes of each kind keep busy; 100 % is one.',
    show: toBaseUnit(sum(cpuUsage, byProcess)),
    width: 8,
  }),
  panel.timeSeries('Memory usage', {
    description: 'Resident memory of the processes of each kind; pages that they share are counted in each.',
    show: sum(memoryUsage, byProcess),
    stacked: true,
    width: 8,
  }),
  panel.timeSeries('Processes', {
    description: 'Processes of each kind that run.',
    show: sum(activeProcesses, byProcess),
    stacked: true,
    width: 8,
  }),
  panel.timeSeries('Disk I/O', {
    description: 'Bytes per second that the processes of each kind read from disks and write to them.',
    show: query(sum(rate(diskIo, rateInterval), { by: ['process_type', 'operation'] }), {
      legend: ({ labels }) => `${labels.process_type} ${labels.operation}`,
    }),
  }),
  panel.timeSeries('Network I/O', {
    description: 'Bytes per second that the containers of each kind send and receive.',
    show: query(sum(rate(networkIo, rateInterval), { by: ['process_type', 'direction'] }), {
      legend: ({ labels }) => `${labels.process_type} ${labels.direction}`,
    }),
  }),
]

export const resources = dashboard('resources', {
  title: 'Resources',
  description: 'What API and workers use of CPU, memory, disk and network, and what their host has left.',
  variables: ['process_type'],
  rows: [row('Processes', processes), row('Host', hostPanels)],
})
