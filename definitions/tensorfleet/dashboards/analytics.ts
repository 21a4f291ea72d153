/** Analytics: what the API of the monitoring service answers about jobs and the worker pool, over a day. */
import { dashboard, dashboardRange, days, gt, increase, max, offset, panel, query, ratio, row, sum } from 'plimsoll'
import { workersActive } from '../measures.ts'
import { busyWorkers, idleWorkers, submissions, taskQueueLength, workerCapacity } from '../metrics/index.ts'
import {
  completedPerHour,
  completedToday,
  failedPerHour,
  highLoad,
  jobTime,
  lowLoad,
  mediumLoaded,
  missingWorkers,
  neededWorkers,
  recommendedWorkers,
  successRatio,
  systemLoad,
  taskRate,
  taskTime,
  workerUtilisation,
} from '../recording/index.ts'

/**
 * As much as 24 hours of retention hold. Of a day ago there are one to three hours, since Prometheus deletes blocks of two hours as
 * a whole: enough for what was recorded of the day before that, and not for a second line on a chart.
 */
const day = days(1)

const jobs = [
  panel.stat('Total jobs', {
    description: 'Jobs submitted in the time range.',
    show: sum(increase(submissions, dashboardRange)),
    decimals: 0,
  }),
  panel.stat('Success rate', {
    description: 'Share of the jobs which ended in the last 24 hours that succeeded.',
    show: successRatio,
  }),
  panel.stat('Average duration', {
    description: 'Average time of the jobs that ended in the last 24 hours.',
    show: jobTime,
  }),
]

const trends = [
  panel.stat('Completed jobs compared with yesterday', {
    description: 'Jobs that ended successfully in the last 24 hours, as a share of those of the 24 hours before.',
    show: ratio(completedToday, gt(offset(completedToday, day), 0)),
    sparkline: false,
    width: 6,
    height: 8,
  }),
  panel.stat('Duration compared with yesterday', {
    description: 'Average time of the jobs of the last 24 hours, as a share of that of the 24 hours before.',
    show: ratio(jobTime, gt(offset(jobTime, day), 0)),
    sparkline: false,
    width: 6,
    height: 8,
  }),
  panel.timeSeries('Completed jobs', {
    description: 'Jobs that ended successfully, and that failed, in the hour before.',
    show: [
      query(completedPerHour, { legend: 'completed', color: 'green' }),
      query(failedPerHour, { legend: 'failed', color: 'red' }),
    ],
    width: 12,
  }),
]

const pool = [
  panel.stat('Capacity', { description: 'Workers that the pool can have.', show: max(workerCapacity), decimals: 0 }),
  panel.stat('Active', { description: 'Workers that are there, busy or idle.', show: workersActive, decimals: 0 }),
  panel.stat('Busy', { description: 'Workers that execute a task.', show: max(busyWorkers), decimals: 0 }),
  panel.stat('Idle', { description: 'Workers that wait for a task.', show: max(idleWorkers), decimals: 0 }),
  panel.timeSeries('Load distribution', {
    description: 'Active workers by their CPU: high from 80 %, low below 50 %, and medium between.',
    show: [
      query(highLoad, { legend: 'high load', color: 'red' }),
      query(mediumLoaded, { legend: 'medium load', color: 'orange' }),
      query(lowLoad, { legend: 'low load', color: 'green' }),
    ],
    draw: 'area',
    stacked: true,
    width: 24,
  }),
]

const efficiency = [
  panel.timeSeries('Average task completion', {
    description: 'Average time of the tasks of the last five minutes.',
    show: query(taskTime, { legend: 'average' }),
  }),
  panel.timeSeries('Worker utilisation', {
    description: 'Share of the active workers that execute a task.',
    show: query(workerUtilisation, { legend: 'busy' }),
  }),
  panel.timeSeries('Task queue length', {
    description: 'Tasks that wait for a worker. A queue that only grows has too few workers.',
    show: query(max(taskQueueLength), { legend: 'tasks' }),
    draw: 'area',
  }),
  panel.timeSeries('Tasks', {
    description: 'Tasks that the workers complete per second.',
    show: query(taskRate, { legend: 'tasks' }),
  }),
]

const scaling = [
  panel.timeSeries('Recommended workers', {
    description:
      'Workers that all tasks at hand would need, those that are advised within the capacity of the pool, and those that are active.',
    show: [
      query(neededWorkers, { legend: 'needed', color: 'red' }),
      query(recommendedWorkers, { legend: 'recommended', color: 'orange' }),
      query(workersActive, { legend: 'active', color: 'green' }),
      query(max(workerCapacity), { legend: 'capacity', color: 'text' }),
    ],
    width: 8,
  }),
  panel.timeSeries('Missing workers', {
    description:
      'Workers that are advised beside the active ones; above the line, ScalingAdvised fires while tasks wait, and below it some may go.',
    show: query(missingWorkers, { legend: 'missing' }),
    width: 8,
  }),
  panel.timeSeries('System load', {
    description: 'Tasks that are executed or wait, for each active worker; above 100 % some wait.',
    show: query(systemLoad, { legend: 'load' }),
    width: 8,
  }),
]

export const analytics = dashboard('analytics', {
  title: 'Analytics',
  description:
    'Success, duration and trends of jobs; load and efficiency of the worker pool; how many workers there should be.',
  variables: [],
  range: day,
  rows: [
    row('Job performance', jobs),
    row('Performance trends', trends),
    row('Worker pool status', pool),
    row('Efficiency', efficiency),
    row('Scaling advice', scaling),
  ],
})
