/** Labels of every GPU, and the reasons for the names of DCGM's fields. */
import { open } from 'plimsoll'

/** Releases say `Hostname`, the main branch `hostname`. MIG adds GPU_I_PROFILE and GPU_I_ID, Kubernetes `pod`. */
export const gpu = {
  gpu: open({ atMost: 16, like: ['0', '1'] }),
  UUID: open({ atMost: 16, like: ['GPU-8f1f1a5e-0c1e-4a77-9a36-3b1a4d9a3f10'] }),
  pci_bus_id: open({ atMost: 16, like: ['00000000:01:00.0'] }),
  device: open({ atMost: 16, like: ['nvidia0'] }),
  modelName: open({ atMost: 4, like: ['NVIDIA A100-SXM4-80GB'] }),
  Hostname: open({ atMost: 1, like: ['gpu-1'] }),
  DCGM_FI_DRIVER_VERSION: open({ atMost: 1, like: ['580.95.05'] }),
}
/** All of them follow from the GPU. */
export const perGpu = { labels: gpu, atMost: 16 } as const

export const field = { 'snake-case': 'dcgm-exporter takes the names of the fields of DCGM' } as const
export const unitField = { ...field, 'unit-suffix': 'the fields of DCGM have no unit in their names' } as const
export const ratioField = unitField
export const counterField = { ...field, 'counter-total': 'the fields of DCGM do not end in _total' } as const
