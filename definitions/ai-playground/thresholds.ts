/** AI-Playground's load lines, which are those of its document. */
import { count, percent, thresholds } from 'plimsoll'

export const limits = thresholds({
  workers: { below: count(1), why: 'Without a worker, nothing that users start is ever done.' },
  taskFailures: { above: percent(50), why: 'A broken data set fails its own tasks; when half of them fail, we do.' },
  queueLength: { above: count(100), why: 'Tasks run for minutes, so that the hundredth in a queue waits for hours.' },
  workerUtilization: { above: percent(90), why: 'The last process of a pool is busy; what is fetched ahead waits.' },
  taskTimeouts: {
    above: percent(10),
    why: 'A task that is stopped at its limit has kept a process busy for 50 minutes and leaves nothing behind.',
  },
  memory: {
    above: percent(90),
    why: 'Training needs memory in leaps, and the kernel kills the largest process first.',
  },
  celeryMetrics: { below: count(1), why: 'An alert that goes by a metric which nobody exposes can never fire.' },
  retries: { above: count(0), why: 'Each retry is told of; nobody is notified.' },
})
