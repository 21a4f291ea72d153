/** cAdvisor (:8080): every container of a host. https://github.com/google/cadvisor */
import {
  container as containerOf,
  counter,
  gauge,
  httpHealth,
  info,
  mebibytes,
  oneOf,
  open,
  type TargetDefinition,
  target,
} from 'plimsoll'
import { images } from '../images.ts'
import { cadvisorIo } from './cadvisor-io.ts'
import { container, perContainer } from './cadvisor-labels.ts'
import { goRuntime } from './go.ts'
import { capitals, fromZero, noTotal, noUnit } from './shared.ts'

const machine = {
  machine_id: open({ atMost: 1, like: ['5ea0d8c3b1f94f8f8a3d9a6f0c1f2b34'] }),
  system_uuid: open({ atMost: 1 }),
  boot_id: open({ atMost: 1 }),
}

export const cadvisor = {
  ...cadvisorIo,
  cpuUsage: counter('container_cpu_usage_seconds_total', {
    help: 'CPU time of a container in seconds; on cgroup v2 there is one series, with cpu="total".',
    unit: 'seconds',
    labels: { ...container, cpu: open({ atMost: 64, like: ['total', 'cpu00'] }) },
    atMost: 1000,
  }),
  cpuUser: counter('container_cpu_user_seconds_total', {
    help: 'CPU time of a container in user mode, in seconds.',
    unit: 'seconds',
    ...perContainer,
  }),
  cpuSystem: counter('container_cpu_system_seconds_total', {
    help: 'CPU time of a container in the kernel, in seconds.',
    unit: 'seconds',
    ...perContainer,
  }),
  cpuCfsPeriods: counter('container_cpu_cfs_periods_total', {
    help: 'Scheduling periods of a container; absent without a CPU limit.',
    ...perContainer,
  }),
  cpuCfsThrottledPeriods: counter('container_cpu_cfs_throttled_periods_total', {
    help: 'Scheduling periods in which a container hit its CPU limit.',
    ...perContainer,
  }),
  cpuCfsThrottled: counter('container_cpu_cfs_throttled_seconds_total', {
    help: 'Time for which a container was held back by its CPU limit, in seconds.',
    unit: 'seconds',
    ...perContainer,
  }),
  memoryUsage: gauge('container_memory_usage_bytes', {
    help: 'Memory of a container in bytes, with the page cache, which can be reclaimed.',
    unit: 'bytes',
    range: fromZero,
    ...perContainer,
  }),
  memoryWorkingSet: gauge('container_memory_working_set_bytes', {
    help: 'Memory of a container that cannot easily be reclaimed, in bytes; what the limit is held against.',
    unit: 'bytes',
    range: fromZero,
    ...perContainer,
  }),
  memoryRss: gauge('container_memory_rss', {
    help: 'Anonymous memory of a container in bytes.',
    unit: 'bytes',
    range: fromZero,
    allow: noUnit,
    ...perContainer,
  }),
  memoryCache: gauge('container_memory_cache', {
    help: 'Page cache of a container in bytes.',
    unit: 'bytes',
    range: fromZero,
    allow: noUnit,
    ...perContainer,
  }),
  memorySwap: gauge('container_memory_swap', {
    help: 'Swap of a container in bytes.',
    unit: 'bytes',
    range: fromZero,
    allow: noUnit,
    ...perContainer,
  }),
  memoryMaxUsage: gauge('container_memory_max_usage_bytes', {
    help: 'The most memory that a container ever had, in bytes.',
    unit: 'bytes',
    range: fromZero,
    ...perContainer,
  }),
  memoryMappedFile: gauge('container_memory_mapped_file', {
    help: 'Files that a container has mapped into memory, in bytes.',
    unit: 'bytes',
    range: fromZero,
    allow: noUnit,
    ...perContainer,
  }),
  memoryKernelUsage: gauge('container_memory_kernel_usage', {
    help: 'Memory that the kernel holds for a container, in bytes.',
    unit: 'bytes',
    range: fromZero,
    allow: noUnit,
    ...perContainer,
  }),
  memoryFailcnt: counter('container_memory_failcnt', {
    help: 'How often a container hit its memory limit.',
    allow: noTotal,
    ...perContainer,
  }),
  memoryFailures: counter('container_memory_failures_total', {
    help: 'Page faults of a container, major ones (read from disk) apart.',
    labels: { ...container, failure_type: oneOf('pgfault', 'pgmajfault'), scope: oneOf('container', 'hierarchy') },
    atMost: 400,
  }),
  oomEvents: counter('container_oom_events_total', {
    help: 'Processes of a container that the kernel killed for want of memory.',
    ...perContainer,
  }),
  specMemoryLimit: gauge('container_spec_memory_limit_bytes', {
    help: 'Memory limit of a container in bytes; 0 where it has none, so that a division by it gives +Inf.',
    zeroMeans: 'the container has no limit',
    unit: 'bytes',
    range: fromZero,
    ...perContainer,
  }),
  specCpuQuota: gauge('container_spec_cpu_quota', {
    help: 'CPU time that a container may use in each period, in microseconds; absent without a limit.',
    unit: 'microseconds',
    range: fromZero,
    allow: noUnit,
    ...perContainer,
  }),
  specCpuPeriod: gauge('container_spec_cpu_period', {
    help: 'Length of a scheduling period in microseconds, usually 100000.',
    unit: 'microseconds',
    range: fromZero,
    allow: noUnit,
    ...perContainer,
  }),
  specCpuShares: gauge('container_spec_cpu_shares', {
    help: 'Weight of a container where CPUs are short; 1024 is the default.',
    unit: 'none',
    range: fromZero,
    ...perContainer,
  }),
  pressureCpuWaiting: counter('container_pressure_cpu_waiting_seconds_total', {
    help: 'Time in which some task of a container waited for a CPU, in seconds; needs cgroup v2 with PSI.',
    unit: 'seconds',
    ...perContainer,
  }),
  pressureCpuStalled: counter('container_pressure_cpu_stalled_seconds_total', {
    help: 'Time in which all tasks of a container waited for a CPU, in seconds.',
    unit: 'seconds',
    ...perContainer,
  }),
  pressureMemoryWaiting: counter('container_pressure_memory_waiting_seconds_total', {
    help: 'Time in which some task of a container waited for memory, in seconds.',
    unit: 'seconds',
    ...perContainer,
  }),
  pressureMemoryStalled: counter('container_pressure_memory_stalled_seconds_total', {
    help: 'Time in which all tasks of a container waited for memory, in seconds.',
    unit: 'seconds',
    ...perContainer,
  }),
  pressureIoWaiting: counter('container_pressure_io_waiting_seconds_total', {
    help: 'Time in which some task of a container waited for I/O, in seconds.',
    unit: 'seconds',
    ...perContainer,
  }),
  pressureIoStalled: counter('container_pressure_io_stalled_seconds_total', {
    help: 'Time in which all tasks of a container waited for I/O, in seconds.',
    unit: 'seconds',
    ...perContainer,
  }),
  lastSeen: gauge('container_last_seen', {
    help: 'When cAdvisor last saw a container, as a Unix time; the series ends some minutes after the container.',
    unit: 'timestamp',
    allow: noUnit,
    ...perContainer,
  }),
  startTime: gauge('container_start_time_seconds', {
    help: 'When a container started, as a Unix time; a change is a restart.',
    unit: 'timestamp',
    ...perContainer,
  }),
  healthState: gauge('container_health_state', {
    help: 'Whether the health check of a container passes: 1, or 0, also without one.',
    unit: 'boolean',
    ...perContainer,
  }),
  tasksState: gauge('container_tasks_state', {
    help: 'Tasks of a container by state; always 0 unless cAdvisor reads the load.',
    range: fromZero,
    labels: { ...container, state: oneOf('sleeping', 'running', 'stopped', 'uninterruptible', 'iowaiting') },
    atMost: 500,
  }),
  machineCpuCores: gauge('machine_cpu_cores', { help: 'Logical CPUs of the host.', range: fromZero, labels: machine }),
  machineMemory: gauge('machine_memory_bytes', {
    help: 'Memory of the host in bytes.',
    unit: 'bytes',
    range: fromZero,
    labels: machine,
  }),
  versionInfo: info('cadvisor_version_info', {
    help: 'Versions of cAdvisor, Docker, kernel and system.',
    labels: {
      kernelVersion: open({ atMost: 1, like: ['6.12.0-amd64'] }),
      osVersion: open({ atMost: 1, like: ['Alpine Linux v3.22'] }),
      dockerVersion: open({ atMost: 1, like: ['28.5.1'] }),
      cadvisorVersion: open({ atMost: 1, like: ['v0.53.0'] }),
      cadvisorRevision: open({ atMost: 1 }),
    },
    allow: capitals,
  }),
} as const

const processGroup = { needs: '--disable_metrics without process', range: fromZero, ...perContainer } as const

/** The group `process`, which cAdvisor leaves out unless told otherwise. */
export const cadvisorProcesses = {
  processes: gauge('container_processes', { help: 'Processes of a container.', ...processGroup }),
  threads: gauge('container_threads', { help: 'Threads of a container.', ...processGroup }),
  fileDescriptors: gauge('container_file_descriptors', {
    help: 'File descriptors that a container has open.',
    ...processGroup,
  }),
  sockets: gauge('container_sockets', { help: 'Sockets that a container has open.', ...processGroup }),
} as const

/** The groups that cAdvisor leaves out by itself. */
const disabled = [
  'advtcp',
  'cpu_topology',
  'cpuset',
  'hugetlb',
  'memory_numa',
  'process',
  'referenced_memory',
  'resctrl',
  'sched',
  'tcp',
  'udp',
]

/** `--disable_metrics` without the groups that some of the metrics need. */
function disableMetrics(exposes: TargetDefinition['exposes']): string {
  const needed = exposes.flat().map(({ data }) => data.needs?.replace('--disable_metrics without ', ''))
  return `--disable_metrics=${disabled.filter((group) => !needed.includes(group)).join(',')}`
}

/** The labels of containers become labels of every series unless they are left out. */
const cadvisorContainer = (exposes: TargetDefinition['exposes']) =>
  containerOf({
    image: images.cadvisor,
    command: [
      '--store_container_labels=false',
      '--housekeeping_interval=15s',
      // where Docker keeps its images in containerd, names come from there
      '--containerd=/var/run/containerd/containerd.sock',
      disableMetrics(exposes),
    ],
    reachesApplication: false,
    needs: ['The host is Linux, and Docker keeps its data in `/var/lib/docker`.'],
    mounts: { '/': '/rootfs', '/var/run': '/var/run', '/sys': '/sys', '/var/lib/docker': '/var/lib/docker' },
    devices: ['/dev/kmsg'],
    user: { root: "the socket of Docker and the folders of containers are root's" },
    capabilities: {
      DAC_READ_SEARCH: 'it measures the disk space of folders that belong to others',
      SYS_PTRACE: "it reads the network of other containers' processes",
      SYSLOG: 'it reads in the log of the kernel which container ran out of memory',
    },
    health: httpHealth(8080, '/healthz'),
    limits: { memory: mebibytes(512), cpus: 0.5 },
  })

/**
 * Scraped as the job `cadvisor`. Control groups that are no containers have an empty name; select `name: not('')`.
 */
export const cadvisorExporter = (options: Partial<TargetDefinition> = {}) => {
  const { exposes = [...Object.values(cadvisor), ...goRuntime], ...rest } = options
  return target('cadvisor', {
    service: 'cadvisor',
    port: 8080,
    exposes,
    beside: { series: 5000, labels: 12 },
    container: cadvisorContainer(exposes),
    ...rest,
  })
}
