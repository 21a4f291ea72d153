/** The GPUs, for the two dashboards that show them. */
import { type Panel, panel, query, toBaseUnit } from 'plimsoll'
import { dcgm } from '../../exporters/dcgm.ts'
import { gpuMemoryUsed } from '../measures.ts'

const legend = ({ labels }: { readonly labels: { readonly gpu: { toString(): string } } }) => `GPU ${labels.gpu}`

export const gpuPanels: readonly Panel[] = [
  panel.timeSeries('GPU utilisation', {
    description: 'Share of time in which a kernel ran on each GPU; low during a run, it waits for data.',
    show: query(toBaseUnit(dcgm.gpuUtil), { legend }),
  }),
  panel.timeSeries('GPU memory', {
    description: 'Share of the memory of each GPU that is in use.',
    show: query(gpuMemoryUsed, { legend }),
  }),
  panel.timeSeries('GPU temperature', {
    description: 'Temperature of each GPU; GpuTemperatureHigh fires above the line.',
    show: query(dcgm.gpuTemp, { legend }),
  }),
  panel.timeSeries('GPU power', {
    description: 'Power that each GPU draws.',
    show: query(dcgm.powerUsage, { legend }),
  }),
]
