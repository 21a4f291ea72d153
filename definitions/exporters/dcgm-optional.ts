/** dcgm-exporter: fields that its CSV has commented out. Add what you switch on to `exposes`. */
import { counter, gauge, open } from 'plimsoll'
import { counterField, field, gpu, perGpu, ratioField, unitField } from './dcgm-labels.ts'
import { fromZero } from './shared.ts'

const csv = { needs: 'a counters CSV with this field' } as const
const count = { ...perGpu, ...csv, allow: counterField } as const
const time = { unit: 'nanoseconds', ...perGpu, ...csv, allow: { ...counterField, ...unitField } } as const
const ratio = { unit: 'ratio', range: [0, 1], ...perGpu, ...csv, allow: ratioField } as const

export const dcgmReliability = {
  eccSbeVol: counter('DCGM_FI_DEV_ECC_SBE_VOL_TOTAL', {
    help: 'Single-bit errors corrected since the driver was loaded.',
    ...count,
  }),
  eccDbeVol: counter('DCGM_FI_DEV_ECC_DBE_VOL_TOTAL', {
    help: 'Double-bit errors since the driver was loaded; they end programs.',
    ...count,
  }),
  eccSbeAgg: counter('DCGM_FI_DEV_ECC_SBE_AGG_TOTAL', {
    help: 'Single-bit errors corrected in the life of the GPU.',
    ...count,
  }),
  eccDbeAgg: counter('DCGM_FI_DEV_ECC_DBE_AGG_TOTAL', { help: 'Double-bit errors in the life of the GPU.', ...count }),
  retiredSbe: counter('DCGM_FI_DEV_RETIRED_SBE', { help: 'Pages of memory retired for single-bit errors.', ...count }),
  retiredDbe: counter('DCGM_FI_DEV_RETIRED_DBE', { help: 'Pages of memory retired for double-bit errors.', ...count }),
  retiredPending: counter('DCGM_FI_DEV_RETIRED_PENDING', {
    help: 'Pages of memory that will be retired at the next start.',
    ...count,
  }),
} as const

/** Time for which something held the clocks down. */
export const dcgmViolations = {
  powerViolation: counter('DCGM_FI_DEV_POWER_VIOLATION', {
    help: 'Time held back by the power limit, in nanoseconds.',
    ...time,
  }),
  thermalViolation: counter('DCGM_FI_DEV_THERMAL_VIOLATION', {
    help: 'Time held back by temperature, in nanoseconds.',
    ...time,
  }),
  syncBoostViolation: counter('DCGM_FI_DEV_SYNC_BOOST_VIOLATION', {
    help: 'Time held back to keep in step with other GPUs, in nanoseconds.',
    ...time,
  }),
  boardLimitViolation: counter('DCGM_FI_DEV_BOARD_LIMIT_VIOLATION', {
    help: "Time held back by the board's limits, in nanoseconds.",
    ...time,
  }),
  lowUtilViolation: counter('DCGM_FI_DEV_LOW_UTIL_VIOLATION', {
    help: 'Time held back because there was little to do, in nanoseconds.',
    ...time,
  }),
  reliabilityViolation: counter('DCGM_FI_DEV_RELIABILITY_VIOLATION', {
    help: 'Time held back for reliability, in nanoseconds.',
    ...time,
  }),
} as const

export const dcgmProfiling = {
  smActive: gauge('DCGM_FI_PROF_SM_ACTIVE', {
    help: 'Share of cycles in which a multiprocessor had work, 0 to 1.',
    ...ratio,
  }),
  smOccupancy: gauge('DCGM_FI_PROF_SM_OCCUPANCY', {
    help: 'Share of the warps that fit which were there, 0 to 1.',
    ...ratio,
  }),
  pipeFp16Active: gauge('DCGM_FI_PROF_PIPE_FP16_ACTIVE', {
    help: 'Share of cycles in which the half-precision pipe was active, 0 to 1.',
    ...ratio,
  }),
  pipeFp32Active: gauge('DCGM_FI_PROF_PIPE_FP32_ACTIVE', {
    help: 'Share of cycles in which the single-precision pipe was active, 0 to 1.',
    ...ratio,
  }),
  pipeFp64Active: gauge('DCGM_FI_PROF_PIPE_FP64_ACTIVE', {
    help: 'Share of cycles in which the double-precision pipe was active, 0 to 1.',
    ...ratio,
  }),
} as const

const window = open({ atMost: 1, like: ['300000'] })

/** Computed by the exporter, over the last five minutes unless told otherwise. */
export const dcgmExtra = {
  clockEventsCount: gauge('DCGM_EXP_CLOCK_EVENTS_COUNT', {
    help: 'Times in the window that something held the clocks down, by cause.',
    range: fromZero,
    labels: {
      ...gpu,
      clock_event: open({ atMost: 10, like: ['gpu_idle', 'sw_power_cap', 'hw_thermal'] }),
      window_size_in_ms: window,
    },
    atMost: 160,
    allow: field,
    ...csv,
  }),
  xidErrorsCount: gauge('DCGM_EXP_XID_ERRORS_COUNT', {
    help: 'XID errors in the window, by code.',
    range: fromZero,
    labels: { ...gpu, xid: open({ atMost: 20, like: ['79'] }), window_size_in_ms: window },
    atMost: 160,
    allow: field,
    ...csv,
  }),
  gpuHealthStatus: gauge('DCGM_EXP_GPU_HEALTH_STATUS', {
    help: "DCGM's verdict on a part of the GPU: 0 is well, 10 a warning, 20 a failure.",
    unit: 'none',
    range: [0, 20],
    labels: { ...gpu, health_watch: open({ atMost: 12, like: ['PCIE', 'NVLINK', 'MEM'] }) },
    atMost: 192,
    allow: field,
    ...csv,
  }),
  p2pStatus: gauge('DCGM_EXP_P2P_STATUS', {
    help: 'Whether two GPUs reach each other over NVLink: 0 is yes, and more is the reason why not.',
    unit: 'none',
    range: fromZero,
    labels: { ...gpu, peer_gpu: open({ atMost: 16, like: ['1'] }), link_status: open({ atMost: 6, like: ['OK'] }) },
    atMost: 240,
    allow: field,
    ...csv,
  }),
} as const
