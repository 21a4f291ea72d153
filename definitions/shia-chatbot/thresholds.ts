/** The chatbot's load lines, all but the last those of its document. */
import { count, percent, seconds, thresholds, usd } from 'plimsoll'

const costPerHour = usd(50)

export const limits = thresholds({
  taskFailures: {
    above: percent(10),
    why: 'Providers fail now and then, and tasks are tried again; what fails more often than that is no accident.',
  },
  queueBacklog: {
    above: count(100),
    why: 'It is the line of each queue, which has one or two of the four workers: whoever comes last notices the wait.',
  },
  httpErrors: {
    above: percent(5),
    why: 'A conversation takes many requests, so that its user meets a failure before long.',
  },
  responseP95: { above: seconds(2), why: 'Answers are made by tasks, so that a request itself has little to do.' },
  llmCostPerHour: {
    above: costPerHour,
    why: `At this pace a day costs $${costPerHour.node.val * 24}, of which somebody should know before the bill does.`,
  },
  cacheHits: {
    below: percent(30),
    why: 'Many questions are asked again; where fewer of them are answered from the cache, it or its key is at fault.',
  },
  seriesInMemory: {
    above: count(100_000),
    why: 'All targets together are defined to expose a third of it; more is a label whose values keep coming.',
  },
})

/** The two lines that the document's messages name. */
export const inWords = {
  taskFailures: `${limits.taskFailures.value.node.val * 100}%`,
  llmCostPerHour: `$${limits.llmCostPerHour.value.node.val}`,
} as const
