/** PyBase's load lines. */
import { count, milliseconds, minutes, percent, seconds, thresholds } from 'plimsoll'

export const limits = thresholds({
  apiErrors: { above: percent(5), why: 'One request in twenty fails, which users notice in every session.' },
  extractionFailures: { above: percent(10), why: 'Some CAD files are broken; more than a tenth means that we are.' },
  queryErrors: { above: percent(1), why: 'Queries fail only when the database or our SQL is at fault.' },
  apiP95: { above: seconds(1), why: 'The table editor feels slow past one second.' },
  slowExtractions: {
    above: count(0.5),
    why: 'One task over ten minutes is worth a look; increase() extrapolates, so half a task is the line between none and one.',
  },
  queryP95: { above: milliseconds(500), why: 'A page runs several queries, and has one second.' },
  postgresConnections: {
    above: percent(90),
    why: 'The last connections are reserved for superusers; clients are refused soon.',
  },
  websockets: { above: count(1000), why: 'The backend was sized and load tested for a thousand open connections.' },
})

/** The last bucket of `extraction_duration_seconds`, beyond which a task counts as slow. */
export const slowExtraction = minutes(10)
