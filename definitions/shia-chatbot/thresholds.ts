/** The chatbot's load lines, all but the last those of its document. */
import { count, percent, seconds, thresholds, usd } from 'plimsoll'

export const limits = thresholds({
  taskFailures: {
    above: percent(10),
    why: 'Providers fail now and then, and tasks are tried again; a tenth is no accident.',
  },
  queueBacklog: {
    above: count(100),
    why: 'Each of the four workers is twenty-five tasks behind, and whoever waits for an answer notices.',
  },
  httpErrors: { above: percent(5), why: 'One request in twenty fails, which users notice in every conversation.' },
  responseP95: { above: seconds(2), why: 'Answers are made by tasks, so that a request itself has little to do.' },
  llmCostPerHour: {
    above: usd(50),
    why: 'At this pace a day costs $1200, of which somebody should know before the bill does.',
  },
  cacheHits: {
    below: percent(30),
    why: 'Many questions are asked again; where seven in ten are paid for anew, the cache or its key is at fault.',
  },
  seriesInMemory: {
    above: count(100_000),
    why: 'All targets together are defined to expose a third of it; more is a label whose values keep coming.',
  },
})
