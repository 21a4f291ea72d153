/** node_exporter (:9100): CPU, memory, pressure and the state of a host. https://github.com/prometheus/node_exporter */
import {
  container,
  counter,
  gauge,
  httpHealth,
  info,
  mebibytes,
  oneOf,
  open,
  type TargetDefinition,
  target,
  untyped,
} from 'plimsoll'
import { images } from '../images.ts'
import { goRuntime } from './go.ts'
import { nodeDisk } from './node-disk.ts'
import { nodeNetwork } from './node-network.ts'
import { capitals, fromZero, nobody, noUnit } from './shared.ts'

const collector = { collector: open({ atMost: 60, like: ['cpu', 'filesystem', 'meminfo'] }) }
const cumulative = { like: 'counter' } as const

export const node = {
  ...nodeDisk,
  ...nodeNetwork,
  cpu: counter('node_cpu_seconds_total', {
    help: 'Time that a CPU spent in a mode, in seconds; the modes of one CPU add up to one second each second.',
    unit: 'seconds',
    labels: {
      cpu: open({ atMost: 128, like: ['0', '1'] }),
      mode: oneOf('user', 'nice', 'system', 'idle', 'iowait', 'irq', 'softirq', 'steal'),
    },
  }),
  load1: gauge('node_load1', {
    help: 'Tasks that run or wait, averaged over 1 minute.',
    unit: 'none',
    range: fromZero,
  }),
  load5: gauge('node_load5', {
    help: 'Tasks that run or wait, averaged over 5 minutes.',
    unit: 'none',
    range: fromZero,
  }),
  load15: gauge('node_load15', {
    help: 'Tasks that run or wait, averaged over 15 minutes.',
    unit: 'none',
    range: fromZero,
  }),
  memoryTotal: gauge('node_memory_MemTotal_bytes', {
    help: 'Physical memory in bytes.',
    unit: 'bytes',
    range: fromZero,
    allow: capitals,
  }),
  memoryFree: gauge('node_memory_MemFree_bytes', {
    help: 'Memory that nothing uses, in bytes; low on a healthy host, see MemAvailable.',
    unit: 'bytes',
    range: fromZero,
    allow: capitals,
  }),
  memoryAvailable: gauge('node_memory_MemAvailable_bytes', {
    help: 'Memory that programs can have without swapping, in bytes, as the kernel estimates it.',
    unit: 'bytes',
    range: fromZero,
    allow: capitals,
  }),
  memoryBuffers: gauge('node_memory_Buffers_bytes', {
    help: 'Buffers of block devices, in bytes.',
    unit: 'bytes',
    range: fromZero,
    allow: capitals,
  }),
  memoryCached: gauge('node_memory_Cached_bytes', {
    help: 'Page cache in bytes, tmpfs included.',
    unit: 'bytes',
    range: fromZero,
    allow: capitals,
  }),
  memorySwapTotal: gauge('node_memory_SwapTotal_bytes', {
    help: 'Swap space in bytes; 0 without swap.',
    unit: 'bytes',
    range: fromZero,
    allow: capitals,
  }),
  memorySwapFree: gauge('node_memory_SwapFree_bytes', {
    help: 'Swap space that is unused, in bytes.',
    unit: 'bytes',
    range: fromZero,
    allow: capitals,
  }),
  memoryDirty: gauge('node_memory_Dirty_bytes', {
    help: 'Memory that waits to be written to disk, in bytes.',
    unit: 'bytes',
    range: fromZero,
    allow: capitals,
  }),
  memorySlab: gauge('node_memory_Slab_bytes', {
    help: 'Data structures of the kernel, in bytes.',
    unit: 'bytes',
    range: fromZero,
    allow: capitals,
  }),
  pressureCpuWaiting: counter('node_pressure_cpu_waiting_seconds_total', {
    help: 'Time in which some task waited for a CPU, in seconds; absent without PSI in the kernel.',
    unit: 'seconds',
  }),
  pressureIoWaiting: counter('node_pressure_io_waiting_seconds_total', {
    help: 'Time in which some task waited for I/O, in seconds.',
    unit: 'seconds',
  }),
  pressureIoStalled: counter('node_pressure_io_stalled_seconds_total', {
    help: 'Time in which no task ran because all waited for I/O, in seconds.',
    unit: 'seconds',
  }),
  pressureMemoryWaiting: counter('node_pressure_memory_waiting_seconds_total', {
    help: 'Time in which some task waited for memory, in seconds.',
    unit: 'seconds',
  }),
  pressureMemoryStalled: counter('node_pressure_memory_stalled_seconds_total', {
    help: 'Time in which no task ran because all waited for memory, in seconds.',
    unit: 'seconds',
  }),
  pressureIrqStalled: counter('node_pressure_irq_stalled_seconds_total', {
    help: 'Time in which interrupts kept all tasks from running, in seconds; Linux 6.1 and later.',
    unit: 'seconds',
  }),
  bootTime: gauge('node_boot_time_seconds', { help: 'When the host booted, as a Unix time.', unit: 'timestamp' }),
  time: gauge('node_time_seconds', { help: "The host's clock at the scrape, as a Unix time.", unit: 'timestamp' }),
  unameInfo: info('node_uname_info', {
    help: 'Kernel and name of the host.',
    labels: {
      sysname: open({ atMost: 1, like: ['Linux'] }),
      release: open({ atMost: 1, like: ['6.12.0-amd64'] }),
      version: open({ atMost: 1, like: ['#1 SMP'] }),
      machine: open({ atMost: 1, like: ['x86_64'] }),
      nodename: open({ atMost: 1, like: ['host-1'] }),
      domainname: open({ atMost: 1, like: ['(none)'] }),
    },
  }),
  filefdAllocated: gauge('node_filefd_allocated', {
    help: 'File descriptors that are open on the host.',
    range: fromZero,
  }),
  filefdMaximum: gauge('node_filefd_maximum', {
    help: 'File descriptors that may be open on the host.',
    range: fromZero,
  }),
  vmstatOomKill: untyped('node_vmstat_oom_kill', {
    help: 'Processes that the kernel killed for want of memory, since boot.',
    ...cumulative,
  }),
  vmstatPgmajfault: untyped('node_vmstat_pgmajfault', {
    help: 'Page faults that had to read from disk, since boot.',
    ...cumulative,
  }),
  vmstatPgfault: untyped('node_vmstat_pgfault', {
    help: 'Page faults since boot, minor ones included.',
    ...cumulative,
  }),
  vmstatPgpgin: untyped('node_vmstat_pgpgin', {
    help: 'Kibibytes paged in from block devices since boot.',
    unit: 'kibibytes',
    allow: noUnit,
    ...cumulative,
  }),
  vmstatPgpgout: untyped('node_vmstat_pgpgout', {
    help: 'Kibibytes paged out to block devices since boot.',
    unit: 'kibibytes',
    allow: noUnit,
    ...cumulative,
  }),
  vmstatPswpin: untyped('node_vmstat_pswpin', { help: 'Pages swapped in since boot.', ...cumulative }),
  vmstatPswpout: untyped('node_vmstat_pswpout', { help: 'Pages swapped out since boot.', ...cumulative }),
  contextSwitches: counter('node_context_switches_total', { help: 'Context switches since boot.' }),
  forks: counter('node_forks_total', { help: 'Processes and threads created since boot.' }),
  procsRunning: gauge('node_procs_running', { help: 'Tasks that run or could run.', range: fromZero }),
  procsBlocked: gauge('node_procs_blocked', {
    help: 'Tasks that wait for I/O and cannot be interrupted.',
    range: fromZero,
  }),
  hwmonTemp: gauge('node_hwmon_temp_celsius', {
    help: 'A temperature sensor, in degrees Celsius; absent on most virtual machines.',
    unit: 'celsius',
    labels: {
      chip: open({ atMost: 20, like: ['platform_coretemp_0'] }),
      sensor: open({ atMost: 64, like: ['temp1'] }),
    },
    atMost: 128,
  }),
  timexOffset: gauge('node_timex_offset_seconds', {
    help: 'How far the clock is off its time source, in seconds; either sign.',
    unit: 'seconds',
  }),
  timexSyncStatus: gauge('node_timex_sync_status', {
    help: 'Whether the clock is synchronised to a time source.',
    unit: 'boolean',
  }),
  textfileScrapeError: gauge('node_textfile_scrape_error', {
    help: 'Whether a file of the textfile collector could not be read: 1, or 0.',
    unit: 'boolean',
  }),
  scrapeCollectorDuration: gauge('node_scrape_collector_duration_seconds', {
    help: 'How long a collector took, in seconds.',
    unit: 'seconds',
    range: fromZero,
    labels: collector,
  }),
  scrapeCollectorSuccess: gauge('node_scrape_collector_success', {
    help: 'Whether a collector succeeded: 1, or 0.',
    unit: 'boolean',
    labels: collector,
  }),
  exporterBuildInfo: info('node_exporter_build_info', {
    help: 'The version of node_exporter.',
    labels: {
      version: open({ atMost: 1, like: ['1.10.2'] }),
      revision: open({ atMost: 1 }),
      branch: open({ atMost: 1, like: ['HEAD'] }),
      goversion: open({ atMost: 1, like: ['go1.25.3'] }),
      goos: open({ atMost: 1, like: ['linux'] }),
      goarch: open({ atMost: 1, like: ['amd64'] }),
      tags: open({ atMost: 1 }),
    },
  }),
} as const

/** Metrics that jobs without a server leave in files. */
export const nodeTextfile = {
  textfileMtime: gauge('node_textfile_mtime_seconds', {
    help: 'When a file of the textfile collector was last written, as a Unix time.',
    unit: 'timestamp',
    labels: { file: open({ atMost: 50, like: ['/textfile/backup.prom'] }) },
    needs: '--collector.textfile.directory',
    allow: { 'unit-suffix': 'the exporter names the time after the field mtime' },
  }),
} as const

/** The host's file systems and processes are seen read-only; its network is the container's own, so that Prometheus finds it. */
const nodeContainer = container({
  image: images.node,
  command: ['--path.rootfs=/host', '--path.procfs=/host/proc', '--path.sysfs=/host/sys'],
  mounts: { '/': '/host' },
  hostProcesses: true,
  reachesApplication: false,
  user: nobody,
  health: httpHealth(9100),
  limits: { memory: mebibytes(128), cpus: 0.25 },
})

/** Scraped as the job `node`. */
export const nodeExporter = (options: Partial<TargetDefinition> = {}) =>
  target('node', {
    service: 'node-exporter',
    port: 9100,
    exposes: [...Object.values(node), ...goRuntime],
    beside: { series: 1500, labels: 8 },
    container: nodeContainer,
    ...options,
  })
