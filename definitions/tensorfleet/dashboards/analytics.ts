/** Analytics: what the API of the monitoring service answers about jobs and the worker pool, over time. */
import { dashboard, dashboardRange, days, gt, increase, max, offset, panel, query, ratio, row, sum } from 'plimsoll'
import { storageUsed, workersActive } from '../measures.ts'
import { busyWorkers, idleWorkers, submissions, taskQueueLength, workerCapacity } from '../metrics/index.ts'
import {
  completionRate,
  failureRate,
  highLoad,
  jobTime,
  lowLoad,
  mediumLoaded,
  missingWorkers,
  recommendedWorkers,
  successRatio,
  systemLoad,
  taskRate,
  taskTime,
  workerUtilisation,
} from '../recording/index.ts'
import { jobDurations, resourceUsage } from './parts.ts'
import { refresh } from './refresh.ts'

/**
 * As far back as 24 hours of retention reach: Prometheus deletes blocks of two hours, and each as a whole, when all in it is older.
 * Of a week ago there is nothing.
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
  panel.stat('Beside a day ago', {
    description: 'Jobs that end successfully now, as a share of those of the same hour a day ago.',
    show: ratio(completionRate, gt(offset(completionRate, day), 0)),
  }),
]

const trends = [
  panel.timeSeries('Completed jobs', {
    description:
      'Jobs per hour that end successfully, beside those of the same hour a day ago, as far back as samples are kept.',
    show: [
      query(completionRate, { legend: 'now', color: 'green' }),
      query(offset(completionRate, day), { legend: 'a day ago', color: 'text' }),
    ],
    per: 'hour',
    width: 8,
  }),
  panel.timeSeries('Failed jobs', {
    description: 'Jobs per hour that fail, beside those of the same hour a day ago.',
    show: [
      query(failureRate, { legend: 'now', color: 'red' }),
      query(offset(failureRate, day), { legend: 'a day ago', color: 'text' }),
    ],
    per: 'hour',
    width: 8,
  }),
  jobDurations,
]

const resources = [
  resourceUsage('Resource utilisation'),
  panel.timeSeries('Storage utilisation', {
    description: 'Share of the storage that is used; StorageFull fires above the line.',
    show: query(storageUsed, { legend: 'storage' }),
    width: 12,
  }),
]

const pool = [
  panel.stat('Capacity', { description: 'Workers that the pool can have.', show: max(workerCapacity), decimals: 0 }),
  panel.stat('Active', { description: 'Workers that are there, busy or idle.', show: workersActive, decimals: 0 }),
  panel.stat('Busy', { description: 'Workers that execute a task.', show: max(busyWorkers), decimals: 0 }),
  panel.stat('Idle', { description: 'Workers that wait for a task.', show: max(idleWorkers), decimals: 0 }),
  panel.timeSeries('Load distribution', {
    description: 'Workers by their CPU: high from 80 %, low below 50 %, and medium between.',
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
    description: 'Average time of the tasks of the last five minutes, beside that of a day ago.',
    show: [
      query(taskTime, { legend: 'now', color: 'blue' }),
      query(offset(taskTime, day), { legend: 'a day ago', color: 'text' }),
    ],
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
      'Workers with which all tasks at hand would be executed at the utilisation that is meant, beside those that are active and the capacity of the pool.',
    show: [
      query(recommendedWorkers, { legend: 'recommended', color: 'orange' }),
      query(workersActive, { legend: 'active', color: 'green' }),
      query(max(workerCapacity), { legend: 'capacity', color: 'text' }),
    ],
    width: 8,
  }),
  panel.timeSeries('Missing workers', {
    description:
      'Workers that are advised beside the active ones; ScalingAdvised fires above the line, below it some may go.',
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
  refresh,
  rows: [
    row('Job performance', jobs),
    row('Performance trends', trends),
    row('Resource utilisation', resources),
    row('Worker pool status', pool),
    row('Efficiency', efficiency),
    row('Scaling advice', scaling),
  ],
})
