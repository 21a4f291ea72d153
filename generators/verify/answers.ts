/**
 * What Prometheus answers, as far as it is looked at. An answer is hostile until it is parsed here.
 * https://prometheus.io/docs/prometheus/latest/querying/api/
 */
import { z } from 'zod'

/** A map, since a label may have any name, that of a method of objects as well. */
const labels = z.record(z.string(), z.string()).transform((record) => new Map(Object.entries(record)))

const activeTarget = z.object({
  labels,
  health: z.string(),
  lastError: z.string().default(''),
})
export type ActiveTarget = z.infer<typeof activeTarget>
export const targetsAnswer = z.object({ activeTargets: z.array(activeTarget) })

const alert = z.object({ labels, state: z.string(), activeAt: z.string().optional() })
const rule = z.object({
  type: z.enum(['alerting', 'recording']),
  name: z.string(),
  query: z.string(),
  labels: labels.optional(),
  health: z.string(),
  lastError: z.string().default(''),
  /** Seconds, as all durations here. */
  duration: z.number().default(0),
  /** Releases that do not know it do not answer it. */
  keepFiringFor: z.number().optional(),
  alerts: z.array(alert).default([]),
})
export type LoadedRule = z.infer<typeof rule>
const group = z.object({
  name: z.string(),
  file: z.string(),
  interval: z.number(),
  evaluationTime: z.number().default(0),
  rules: z.array(rule),
})
export type LoadedGroup = z.infer<typeof group>
export const rulesAnswer = z.object({ groups: z.array(group) })

const metadata = z.object({
  metric: z.string(),
  type: z.string(),
  help: z.string().default(''),
  unit: z.string().default(''),
})
export type Metadata = z.infer<typeof metadata>
export const metadataAnswer = z.array(metadata)

export const namesAnswer = z.array(z.string())

const value = z.tuple([z.number(), z.string()])
export const timeAnswer = z
  .object({ resultType: z.literal('scalar'), result: value })
  .transform(({ result }) => result[0])
const sample = z.object({ metric: labels, value: value.transform(([, text]) => Number(text)) })
export type Sample = z.infer<typeof sample>
export const samplesAnswer = z
  .object({ resultType: z.literal('vector'), result: z.array(sample) })
  .transform(({ result }) => result)

/** What surrounds every answer. */
export const envelope = z.discriminatedUnion('status', [
  z.object({ status: z.literal('success'), data: z.unknown() }),
  z.object({ status: z.literal('error'), error: z.string().default('') }),
])
