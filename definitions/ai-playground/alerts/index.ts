/** AI-Playground's alerts by their severity, as in its document, and those without which they could be silent. */
import { ruleGroup } from 'plimsoll'
import { brokerConnectionLost, noCeleryWorkers, taskFailuresHigh } from './critical.ts'
import { queueCleared, taskRetried, workerStarted } from './info.ts'
import { memoryUsageHigh, queueLengthHigh, taskTimeoutsHigh, workerUtilizationHigh } from './warning.ts'

export { dependencies } from './dependencies.ts'

export const critical = ruleGroup('critical', { rules: [noCeleryWorkers, brokerConnectionLost, taskFailuresHigh] })
export const warning = ruleGroup('warning', {
  rules: [queueLengthHigh, workerUtilizationHigh, taskTimeoutsHigh, memoryUsageHigh],
})
export const info = ruleGroup('info', { rules: [workerStarted, taskRetried, queueCleared] })
