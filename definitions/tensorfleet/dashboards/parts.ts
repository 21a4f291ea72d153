/** Panels that stand on two dashboards. */
import { type Panel, panel, query } from 'plimsoll'
import { cpuAverage, jobMedian, jobP95, jobTime, memoryAverage } from '../recording/index.ts'

/** `resource_usage`, with the document's lines at 80 and 85 %. */
export const resourceUsage = (title: string): Panel =>
  panel.timeSeries(title, {
    description: 'CPU and memory of the workers on average; the lines are those of CpuUsageHigh and MemoryUsageHigh.',
    show: [query(cpuAverage, { legend: 'cpu' }), query(memoryAverage, { legend: 'memory' })],
    width: 12,
  })

export const jobDurations = panel.timeSeries('Job duration', {
  description: 'Average, median and 95th percentile of the time of the jobs that ended in the 24 hours before.',
  show: [query(jobTime, { legend: 'average' }), query(jobMedian, { legend: 'p50' }), query(jobP95, { legend: 'p95' })],
  width: 8,
})
