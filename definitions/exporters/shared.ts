/** What several exporters have in common: ranges, the reasons for names that their authors have fixed, and containers. */
import type { TargetDefinition } from 'plimsoll'

/** Never below zero, and without an end. */
export const fromZero = [0, 'none'] as const

/** Names that exist already; each reason stands for the rule that it breaks. */
export const noTotal = { 'counter-total': 'the exporter exposes this counter without _total' } as const
export const noUnit = { 'unit-suffix': 'the exporter leaves the unit out of the name' } as const
export const totalGauge = {
  'total-counter': 'the exporter names a present number _total, though it goes down too',
} as const
export const countGauge = {
  'reserved-suffix': 'the exporter ends this name in _count, though it is no histogram',
} as const
export const capitals = { 'snake-case': 'the exporter writes capitals, as its source does' } as const
export const plainTotal = { ...noTotal, ...noUnit } as const

/** Buckets of Python's prometheus_client, in seconds, where an exporter is not told others. */
export const pythonBuckets = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10] as const
/** Buckets of Go's client_golang, in seconds. */
export const goBuckets = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10] as const

/** `nobody`, as whom exporters run that need nothing of the host. */
export const nobody = '65534:65534'

/** The flags without which some of the metrics are not there: `--collector.stat_statements`. */
export const flagsOf = (exposes: TargetDefinition['exposes']): string[] => [
  ...new Set(exposes.flat().flatMap(({ data }) => (data.needs?.match(/^--[\w.-]+$/) ? [data.needs] : []))),
]
