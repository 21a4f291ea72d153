/** TensorFleet's load lines: those of the document's ALERT_RULES and of its dashboard, and what they need beside them. */
import { count, minutes, percent, thresholds } from 'plimsoll'

export const limits = thresholds({
  errorRate: { above: percent(5), why: 'One request in twenty fails, which users of the API notice.' },
  activeWorkers: { below: count(2), why: 'With one worker left, its loss stops all training.' },
  storageUsage: {
    above: percent(90),
    why: 'Models and checkpoints are large: the last tenth is full within a few jobs.',
  },
  cpuUsage: {
    above: percent(80),
    why: 'From there on, tasks wait for each other.',
  },
  memoryUsage: {
    above: percent(85),
    why: 'One large batch more, and a worker is killed.',
  },
  sinceUpdate: {
    above: minutes(1),
    why: 'Metrics are collected every ten seconds; after six rounds without any, what is shown is the past.',
  },
  workersMissing: { above: count(0), why: 'More work is there than the workers do at the utilisation that is meant.' },
})

/** How busy workers should be: below, they idle; above, a burst of tasks has to wait. */
export const targetUtilisation = percent(75)

/** CPU of a worker from which its load is medium; from the line of the dashboard on, it is high. */
export const mediumLoad = percent(50)
