/** dcgm-exporter (:9400): NVIDIA GPUs, with the fields of its counters CSV. https://github.com/NVIDIA/dcgm-exporter */
import { container, counter, gauge, gibibytes, type TargetDefinition, target } from 'plimsoll'
import { images } from '../images.ts'
import { counterField, field, perGpu, ratioField, unitField } from './dcgm-labels.ts'
import { fromZero } from './shared.ts'

const percent = { unit: 'percent', range: [0, 100], ...perGpu, allow: unitField } as const
const mebibytes = { unit: 'mebibytes', range: fromZero, ...perGpu, allow: unitField } as const
const ratio = { unit: 'ratio', range: [0, 1], ...perGpu, allow: ratioField } as const

/** A field that a GPU does not support is absent, or reads 9223372036854775794. */
export const dcgm = {
  gpuUtil: gauge('DCGM_FI_DEV_GPU_UTIL', {
    help: 'Share of time in which a kernel ran on the GPU, in percent; says nothing of how full it was.',
    ...percent,
  }),
  memCopyUtil: gauge('DCGM_FI_DEV_MEM_COPY_UTIL', {
    help: 'Share of time in which memory was read or written, in percent.',
    ...percent,
  }),
  encUtil: gauge('DCGM_FI_DEV_ENC_UTIL', { help: 'Use of the video encoder, in percent.', ...percent }),
  decUtil: gauge('DCGM_FI_DEV_DEC_UTIL', { help: 'Use of the video decoder, in percent.', ...percent }),
  fbUsed: gauge('DCGM_FI_DEV_FB_USED', { help: 'Memory of the GPU in use, in mebibytes.', ...mebibytes }),
  fbFree: gauge('DCGM_FI_DEV_FB_FREE', { help: 'Free memory of the GPU, in mebibytes.', ...mebibytes }),
  fbReserved: gauge('DCGM_FI_DEV_FB_RESERVED', {
    help: 'Memory of the GPU that the driver keeps, in mebibytes.',
    ...mebibytes,
  }),
  gpuTemp: gauge('DCGM_FI_DEV_GPU_TEMP', {
    help: 'Temperature of the GPU, in degrees Celsius.',
    unit: 'celsius',
    ...perGpu,
    allow: unitField,
  }),
  memoryTemp: gauge('DCGM_FI_DEV_MEMORY_TEMP', {
    help: 'Temperature of the memory, in degrees Celsius; 0 without a sensor.',
    unit: 'celsius',
    ...perGpu,
    allow: unitField,
  }),
  powerUsage: gauge('DCGM_FI_DEV_POWER_USAGE', {
    help: 'Power that the GPU draws, in watts.',
    unit: 'watts',
    range: fromZero,
    ...perGpu,
    allow: unitField,
  }),
  totalEnergyConsumption: counter('DCGM_FI_DEV_TOTAL_ENERGY_CONSUMPTION', {
    help: 'Energy used since the driver was loaded, in millijoules.',
    unit: 'millijoules',
    ...perGpu,
    allow: { ...counterField, ...unitField },
  }),
  smClock: gauge('DCGM_FI_DEV_SM_CLOCK', {
    help: 'Clock of the multiprocessors, in megahertz.',
    unit: 'megahertz',
    range: fromZero,
    ...perGpu,
    allow: unitField,
  }),
  memClock: gauge('DCGM_FI_DEV_MEM_CLOCK', {
    help: 'Clock of the memory, in megahertz.',
    unit: 'megahertz',
    range: fromZero,
    ...perGpu,
    allow: unitField,
  }),
  xidErrors: gauge('DCGM_FI_DEV_XID_ERRORS', {
    help: 'The code of the last XID error, 0 where there was none; a code, and no number of errors.',
    unit: 'none',
    ...perGpu,
    allow: field,
  }),
  pcieReplayCounter: counter('DCGM_FI_DEV_PCIE_REPLAY_COUNTER', {
    help: 'Packets that had to be sent again over PCIe.',
    ...perGpu,
    allow: { ...counterField, 'type-in-name': 'DCGM calls the field a counter' },
  }),
  nvlinkBandwidth: counter('DCGM_FI_DEV_NVLINK_BANDWIDTH_TOTAL', {
    help: 'What went over all NVLinks, as the driver counts it.',
    ...perGpu,
    allow: counterField,
  }),
  vgpuLicenseStatus: gauge('DCGM_FI_DEV_VGPU_LICENSE_STATUS', {
    help: 'Whether a vGPU is licensed: 1, or 0, also without vGPU.',
    unit: 'boolean',
    ...perGpu,
    allow: field,
  }),
  rowRemapFailure: gauge('DCGM_FI_DEV_ROW_REMAP_FAILURE', {
    help: 'Whether rows of memory could not be remapped: 1, or 0; 1 is a GPU to replace.',
    unit: 'boolean',
    ...perGpu,
    allow: field,
  }),
  uncorrectableRemappedRows: counter('DCGM_FI_DEV_UNCORRECTABLE_REMAPPED_ROWS', {
    help: 'Rows of memory remapped after errors that could not be corrected.',
    ...perGpu,
    allow: counterField,
  }),
  correctableRemappedRows: counter('DCGM_FI_DEV_CORRECTABLE_REMAPPED_ROWS', {
    help: 'Rows of memory remapped after errors that could be corrected.',
    ...perGpu,
    allow: counterField,
  }),
  grEngineActive: gauge('DCGM_FI_PROF_GR_ENGINE_ACTIVE', {
    help: 'Share of time in which graphics or compute was active, 0 to 1; data-centre GPUs since Volta.',
    ...ratio,
  }),
  pipeTensorActive: gauge('DCGM_FI_PROF_PIPE_TENSOR_ACTIVE', {
    help: 'Share of cycles in which the tensor cores were active, 0 to 1.',
    ...ratio,
  }),
  dramActive: gauge('DCGM_FI_PROF_DRAM_ACTIVE', {
    help: 'Share of cycles in which memory was read or written, 0 to 1.',
    ...ratio,
  }),
  pcieTx: gauge('DCGM_FI_PROF_PCIE_TX_BYTES', {
    help: 'Sent over PCIe, in bytes per second; a rate already.',
    unit: 'bytes/second',
    range: fromZero,
    ...perGpu,
    allow: field,
  }),
  pcieRx: gauge('DCGM_FI_PROF_PCIE_RX_BYTES', {
    help: 'Received over PCIe, in bytes per second; a rate already.',
    unit: 'bytes/second',
    range: fromZero,
    ...perGpu,
    allow: field,
  }),
} as const

/** The image gives the program its rights by setcap, which a read-only container forbids; as root it has them. */
const dcgmContainer = container({
  image: images.dcgm,
  environment: { NO_SETCAP: '1' },
  user: { root: 'the counters of a GPU are closed to others' },
  capabilities: { SYS_ADMIN: 'DCGM_FI_PROF_* are read from performance counters' },
  gpus: true,
  reachesApplication: false,
  tmpfs: ['/tmp', '/run'],
  health: ['bash', '-c', 'exec 3<>/dev/tcp/127.0.0.1/9400'],
  limits: { memory: gibibytes(0.5), cpus: 0.5 },
  needs: ['The host has the NVIDIA Container Toolkit.'],
})

/** Scraped as the job `dcgm`. */
export const dcgmExporter = (options: Partial<TargetDefinition> = {}) =>
  target('dcgm', {
    service: 'dcgm-exporter',
    port: 9400,
    exposes: Object.values(dcgm),
    beside: { series: 300, labels: 14 },
    container: dcgmContainer,
    ...options,
  })
