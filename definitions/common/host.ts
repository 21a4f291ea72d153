/** A host, through node_exporter: what its disks, CPUs, memory and network have left. */
import {
  type Alert,
  alert,
  and,
  breaches,
  eq,
  minutes,
  not,
  notRe,
  type Panel,
  panel,
  percent,
  query,
  rate,
  rateInterval,
  ratio,
  select,
  sub,
  sum,
  thresholds,
} from 'plimsoll'
import { node } from '../exporters/node.ts'

export const hostLimits = thresholds({
  diskFree: { below: percent(10), why: 'Databases stop at a full disk, and compaction needs space to work in.' },
})

/** File systems that are written to: others are always full. */
const writable = { fstype: notRe('tmpfs|ramfs|overlay|squashfs|iso9660') }

export const diskFree = ratio(select(node.filesystemAvail, writable), select(node.filesystemSize, writable))

/** CPUs of a host that are not idle, as a share of all. */
export const cpuBusy = ratio(
  sum(rate(select(node.cpu, { mode: not('idle') }), rateInterval), { by: ['instance'] }),
  sum(rate(node.cpu, rateInterval), { by: ['instance'] }),
)

export const memoryTaken = ratio(sub(node.memoryTotal, node.memoryAvailable), node.memoryTotal)

/** `hostLimits` belongs to the thresholds of the system. */
export const diskSpaceLow = (owner: string): Alert =>
  alert('DiskSpaceLow', {
    when: and(breaches(diskFree, hostLimits.diskFree), eq(select(node.filesystemReadonly, writable), 0)),
    for: minutes(5),
    severity: 'critical',
    owner,
    summary: 'A disk is nearly full.',
    description: ({ labels, value }) => `Only ${value} of ${labels.mountpoint} on ${labels.instance} is free.`,
    runbook: {
      meaning: 'Less than a tenth of a writable file system is free.',
      impact: 'Databases and Prometheus stop writing when it is full.',
      diagnose: [
        'See what takes the space: `du -xh --max-depth=2 <mountpoint> | sort -h | tail`.',
        'Look at `docker system df`.',
      ],
      mitigate: ['Remove old images, logs and backups.', 'Grow the volume.'],
    },
  })

/** The network is not among them: in a container, node_exporter sees that of the container. */
export const hostPanels: readonly Panel[] = [
  panel.timeSeries('Host CPU', {
    description: 'Share of the CPUs of each host that is not idle.',
    show: query(cpuBusy, { legend: ({ labels }) => `${labels.instance}` }),
    width: 8,
  }),
  panel.timeSeries('Host memory', {
    description: 'Share of the memory of each host that programs cannot have without swapping.',
    show: query(memoryTaken, { legend: ({ labels }) => `${labels.instance}` }),
    width: 8,
  }),
  panel.timeSeries('Host I/O wait', {
    description: 'CPUs that have nothing to do but wait for a disk; 100 % is one.',
    show: query(sum(rate(select(node.cpu, { mode: 'iowait' }), rateInterval), { by: ['instance'] }), {
      legend: ({ labels }) => `${labels.instance}`,
    }),
    width: 8,
  }),
  panel.timeSeries('Disk throughput', {
    description: 'Bytes per second that are read from each disk and written to it.',
    show: [
      query(rate(node.diskReadBytes, rateInterval), { legend: ({ labels }) => `${labels.device} reads` }),
      query(rate(node.diskWrittenBytes, rateInterval), { legend: ({ labels }) => `${labels.device} writes` }),
    ],
    width: 12,
  }),
  panel.barGauge('Disk free', {
    description: 'Share of each writable file system that is free; DiskSpaceLow fires below the line.',
    show: query(diskFree, { legend: ({ labels }) => `${labels.mountpoint}` }),
    width: 12,
  }),
]
