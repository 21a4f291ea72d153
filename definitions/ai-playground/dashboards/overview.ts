/** Overview: is AI-Playground well, and where should one look? */
import { dashboard, panel, query, row, sum } from 'plimsoll'
import { memoryTaken } from '../../common/host.ts'
import { probePanels } from '../../common/probes.ts'
import { jobsUp, targetsDown } from '../../common/scrapes.ts'
import { activeWorkers } from '../measures.ts'
import { activeTasks } from '../metrics/index.ts'
import {
  apiErrors,
  apiP95,
  backlog,
  failures,
  queueLengths,
  requestRate,
  success,
  taskRate,
  workerUtilization,
} from '../recording.ts'

const glance = [
  panel.stat('Workers', { description: 'Workers that have processes.', show: activeWorkers }),
  panel.stat('Running tasks', { description: 'Tasks that run now.', show: sum(activeTasks) }),
  panel.stat('Backlog', { description: 'Tasks that wait in all queues.', show: backlog }),
  panel.stat('Task success', {
    description: 'Share of the tasks that ended in the last two hours and succeeded.',
    show: success,
  }),
  panel.stat('API errors', { description: 'Share of the requests that the server failed.', show: apiErrors }),
  panel.stat('API p95', { description: 'Time in which 95 % of the requests are answered.', show: apiP95 }),
]

const health = [targetsDown({ height: 8, width: 4 }), jobsUp('Targets', { width: 20 }), ...probePanels]

const work = [
  panel.timeSeries('Tasks', {
    description: 'Attempts at tasks per minute that are over, by task.',
    show: taskRate,
    per: 'minute',
    stacked: true,
    width: 8,
  }),
  panel.timeSeries('Queues', {
    description: 'Tasks that wait in each queue; QueueLengthHigh fires above the line.',
    show: queueLengths,
    draw: 'area',
    width: 8,
  }),
  panel.timeSeries('Task failures', {
    description: 'Share of all tasks that ended in the last two hours and failed.',
    show: query(failures, { legend: 'failed', color: 'red' }),
    width: 8,
  }),
  panel.timeSeries('API requests', {
    description: 'Requests per second, over all endpoints.',
    show: query(sum(requestRate), { legend: 'requests' }),
    width: 8,
  }),
  panel.barGauge('Worker load', {
    description: 'Share of the processes of each worker that execute a task.',
    show: workerUtilization,
    width: 8,
  }),
  panel.gauge('Memory', {
    description: 'Share of the memory of the host that is taken; MemoryUsageHigh fires above the line.',
    show: memoryTaken,
    width: 8,
  }),
]

export const overview = dashboard('overview', {
  title: 'Overview',
  description: 'The health of AI-Playground at a glance: workers, tasks, queues, API and memory.',
  // an overview shows all of it, from recorded series
  variables: [],
  rows: [row('At a glance', glance), row('Health', health), row('Work', work)],
})
