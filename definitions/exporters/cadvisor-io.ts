/** cAdvisor: filesystems and networks of containers. */
import { counter, gauge, oneOf, open } from 'plimsoll'
import { container } from './cadvisor-labels.ts'
import { fromZero, totalGauge } from './shared.ts'

const perDevice = { labels: { ...container, device: open({ atMost: 20, like: ['/dev/sda1'] }) }, atMost: 300 } as const
const perInterface = { labels: { ...container, interface: open({ atMost: 20, like: ['eth0'] }) }, atMost: 300 } as const

export const cadvisorIo = {
  fsUsage: gauge('container_fs_usage_bytes', {
    help: 'Bytes that a container has written to a filesystem.',
    unit: 'bytes',
    range: fromZero,
    ...perDevice,
  }),
  fsLimit: gauge('container_fs_limit_bytes', {
    help: 'Size of the filesystem below a container, in bytes.',
    unit: 'bytes',
    range: fromZero,
    ...perDevice,
  }),
  fsInodesFree: gauge('container_fs_inodes_free', {
    help: 'Free inodes of the filesystem below a container.',
    range: fromZero,
    ...perDevice,
  }),
  fsInodes: gauge('container_fs_inodes_total', {
    help: 'Inodes of the filesystem below a container.',
    range: fromZero,
    allow: totalGauge,
    ...perDevice,
  }),
  fsReadsBytes: counter('container_fs_reads_bytes_total', {
    help: 'Bytes that a container read from a disk.',
    unit: 'bytes',
    ...perDevice,
  }),
  fsWritesBytes: counter('container_fs_writes_bytes_total', {
    help: 'Bytes that a container wrote to a disk.',
    unit: 'bytes',
    ...perDevice,
  }),
  fsReads: counter('container_fs_reads_total', { help: 'Reads of a container.', ...perDevice }),
  fsWrites: counter('container_fs_writes_total', { help: 'Writes of a container.', ...perDevice }),
  fsIoTime: counter('container_fs_io_time_seconds_total', {
    help: 'Time that a container spent on I/O, in seconds.',
    unit: 'seconds',
    ...perDevice,
  }),
  networkReceiveBytes: counter('container_network_receive_bytes_total', {
    help: 'Bytes that a container received; absent for containers in the network of the host.',
    unit: 'bytes',
    ...perInterface,
  }),
  networkTransmitBytes: counter('container_network_transmit_bytes_total', {
    help: 'Bytes that a container sent.',
    unit: 'bytes',
    ...perInterface,
  }),
  networkReceivePackets: counter('container_network_receive_packets_total', {
    help: 'Packets that a container received.',
    ...perInterface,
  }),
  networkTransmitPackets: counter('container_network_transmit_packets_total', {
    help: 'Packets that a container sent.',
    ...perInterface,
  }),
  networkReceivePacketsDropped: counter('container_network_receive_packets_dropped_total', {
    help: 'Packets to a container that were dropped.',
    ...perInterface,
  }),
  networkTransmitPacketsDropped: counter('container_network_transmit_packets_dropped_total', {
    help: 'Packets from a container that were dropped.',
    ...perInterface,
  }),
  networkReceiveErrors: counter('container_network_receive_errors_total', {
    help: 'Packets to a container that arrived with an error.',
    ...perInterface,
  }),
  networkTransmitErrors: counter('container_network_transmit_errors_total', {
    help: 'Packets from a container that met an error.',
    ...perInterface,
  }),
} as const

/** The group `tcp`, which cAdvisor leaves out unless told otherwise. */
export const cadvisorTcp = {
  networkTcpUsage: gauge('container_network_tcp_usage_total', {
    help: 'TCP connections of a container, by state.',
    range: fromZero,
    labels: {
      ...container,
      tcp_state: oneOf(
        ...(['established', 'synsent', 'synrecv', 'finwait1', 'finwait2', 'timewait'] as const),
        ...(['close', 'closewait', 'lastack', 'listen', 'closing'] as const),
      ),
    },
    atMost: 1100,
    needs: '--disable_metrics without tcp',
    allow: totalGauge,
  }),
} as const
