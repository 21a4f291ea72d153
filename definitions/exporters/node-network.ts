/** node_exporter: interfaces, sockets, connection tracking. */
import { counter, gauge, info, oneOf, open, untyped } from 'plimsoll'
import { capitals, fromZero } from './shared.ts'

const device = open({ atMost: 40, like: ['eth0', 'lo'] })
const nic = { labels: { device } } as const

export const nodeNetwork = {
  networkReceiveBytes: counter('node_network_receive_bytes_total', {
    help: 'Bytes received on an interface.',
    unit: 'bytes',
    ...nic,
  }),
  networkTransmitBytes: counter('node_network_transmit_bytes_total', {
    help: 'Bytes sent on an interface.',
    unit: 'bytes',
    ...nic,
  }),
  networkReceivePackets: counter('node_network_receive_packets_total', {
    help: 'Packets received on an interface.',
    ...nic,
  }),
  networkTransmitPackets: counter('node_network_transmit_packets_total', {
    help: 'Packets sent on an interface.',
    ...nic,
  }),
  networkReceiveErrs: counter('node_network_receive_errs_total', { help: 'Packets received with an error.', ...nic }),
  networkTransmitErrs: counter('node_network_transmit_errs_total', {
    help: 'Packets that could not be sent for an error.',
    ...nic,
  }),
  networkReceiveDrop: counter('node_network_receive_drop_total', {
    help: 'Received packets that were dropped.',
    ...nic,
  }),
  networkTransmitDrop: counter('node_network_transmit_drop_total', {
    help: 'Packets that were dropped before they were sent.',
    ...nic,
  }),
  networkUp: gauge('node_network_up', { help: 'Whether an interface is up: 1, or 0.', unit: 'boolean', ...nic }),
  networkSpeed: gauge('node_network_speed_bytes', {
    help: 'Speed of a link in bytes per second; absent or negative where the driver does not know it.',
    unit: 'bytes/second',
    ...nic,
  }),
  networkMtu: gauge('node_network_mtu_bytes', {
    help: 'Largest packet of an interface in bytes.',
    unit: 'bytes',
    range: fromZero,
    ...nic,
  }),
  networkInfo: info('node_network_info', {
    help: 'State and address of an interface.',
    labels: {
      device,
      address: open({ atMost: 40, like: ['02:42:ac:11:00:02'] }),
      adminstate: oneOf('up', 'down'),
      broadcast: open({ atMost: 40, like: ['ff:ff:ff:ff:ff:ff'] }),
      duplex: open({ atMost: 4, like: ['full', 'unknown'] }),
      ifalias: open({ atMost: 40, like: [''] }),
      operstate: open({ atMost: 7, like: ['up', 'down', 'unknown'] }),
    },
    atMost: 40,
  }),
  nfConntrackEntries: gauge('node_nf_conntrack_entries', {
    help: 'Connections that the firewall tracks; absent without conntrack.',
    range: fromZero,
  }),
  nfConntrackEntriesLimit: gauge('node_nf_conntrack_entries_limit', {
    help: 'Connections that the firewall can track.',
    range: fromZero,
  }),
  netstatTcpCurrEstab: untyped('node_netstat_Tcp_CurrEstab', {
    help: 'TCP connections that are established.',
    like: 'gauge',
    allow: capitals,
  }),
  netstatTcpExtListenDrops: untyped('node_netstat_TcpExt_ListenDrops', {
    help: 'Connections that a full listen queue turned away, since boot.',
    like: 'counter',
    allow: capitals,
  }),
  netstatTcpRetransSegs: untyped('node_netstat_Tcp_RetransSegs', {
    help: 'TCP segments that were sent again, since boot.',
    like: 'counter',
    allow: capitals,
  }),
  sockstatTcpInuse: gauge('node_sockstat_TCP_inuse', { help: 'TCP sockets in use.', range: fromZero, allow: capitals }),
  sockstatSocketsUsed: gauge('node_sockstat_sockets_used', {
    help: 'Sockets in use, of all protocols.',
    range: fromZero,
  }),
} as const
