/** The containers of a host, through cAdvisor: what each of them uses. */
import { not, type Panel, panel, query, rate, rateInterval, select, sum } from 'plimsoll'
import { cadvisor } from '../exporters/cadvisor.ts'

/** cAdvisor also tells of cgroups that are no containers, which have no name. */
export const named = { name: not('') }
const byName = { by: ['name'] } as const

export const containerPanels: readonly Panel[] = [
  panel.timeSeries('Container CPU', {
    description: 'CPUs that each container keeps busy; 100 % is one.',
    show: sum(rate(select(cadvisor.cpuUsage, named), rateInterval), byName),
  }),
  panel.timeSeries('Container memory', {
    description: 'Memory of each container that cannot be taken away from it.',
    show: sum(select(cadvisor.memoryWorkingSet, named), byName),
  }),
  panel.timeSeries('Container disk I/O', {
    description: 'Bytes per second that each container reads and writes.',
    show: [
      query(sum(rate(select(cadvisor.fsReadsBytes, named), rateInterval), byName), {
        legend: ({ labels }) => `${labels.name} reads`,
      }),
      query(sum(rate(select(cadvisor.fsWritesBytes, named), rateInterval), byName), {
        legend: ({ labels }) => `${labels.name} writes`,
      }),
    ],
  }),
  panel.timeSeries('Container network', {
    description: 'Bytes per second that each container receives and sends.',
    show: [
      query(sum(rate(select(cadvisor.networkReceiveBytes, named), rateInterval), byName), {
        legend: ({ labels }) => `${labels.name} receives`,
      }),
      query(sum(rate(select(cadvisor.networkTransmitBytes, named), rateInterval), byName), {
        legend: ({ labels }) => `${labels.name} sends`,
      }),
    ],
  }),
]
