/** What Prometheus answers, as series with names. */
import type { Target } from './board.ts'

export type Labels = Readonly<Record<string, string>>

/** Seconds since 1970, and the value then. */
export type Point = readonly [time: number, value: number]

export interface Series {
  readonly refId: string
  readonly name: string
  readonly labels: Labels
  readonly points: readonly Point[]
}

type Sample = readonly [time: number, value: string]

/** The data of an answer to `query` or `query_range`. */
export interface QueryData {
  readonly resultType: string
  readonly result: readonly Result[] | Sample
}

interface Result {
  readonly metric: Labels
  readonly value?: Sample
  readonly values?: readonly Sample[]
}

export function seriesOf({ refId, legendFormat = '' }: Target, { resultType, result }: QueryData): Series[] {
  const results = resultType === 'scalar' ? [{ metric: {}, value: result as Sample }] : (result as readonly Result[])
  return results.map(({ metric, value, values }) => ({
    refId,
    name: legend(legendFormat, metric),
    labels: metric,
    points: (values ?? (value ? [value] : [])).map(([time, text]): Point => [time, numberOf(text)]),
  }))
}

/** `{{job}} {{instance}}` with the labels in it; the series as PromQL where there is no format. */
export const legend = (format: string, labels: Labels): string =>
  format === ''
    ? selectorText(labels)
    : format.replaceAll(/\{\{\s*(\w+)\s*\}\}/g, (_, name: string) => labels[name] ?? '')

export function selectorText({ __name__: name = '', ...labels }: Labels): string {
  const pairs = Object.entries(labels).map(([label, value]) => `${label}=${JSON.stringify(value)}`)
  return pairs.length === 0 && name !== '' ? name : `${name}{${pairs.join(', ')}}`
}

/** Prometheus writes +Inf, -Inf and NaN, since JSON has no such numbers. */
export const numberOf = (text: string): number => Number(text.replace('Inf', 'Infinity'))

const calculations = {
  lastNotNull: ['Last', (values) => values.at(-1)],
  mean: ['Mean', (values) => sum(values) / values.length],
  max: ['Max', (values) => values.reduce((a, b) => Math.max(a, b))],
  min: ['Min', (values) => values.reduce((a, b) => Math.min(a, b))],
  sum: ['Total', sum],
} as const satisfies Readonly<Record<string, readonly [string, (values: readonly number[]) => number | undefined]>>

function sum(values: readonly number[]): number {
  return values.reduce((a, b) => a + b, 0)
}

/** What a calculation of Grafana is called. */
export const calculationName = (id: string): string => calculations[id as keyof typeof calculations]?.[0] ?? id

/** One value for all points; undefined where there is none, or the calculation is not known. */
export function reduced({ points }: Series, id = 'lastNotNull'): number | undefined {
  const values = points.map(([, value]) => value).filter((value) => !Number.isNaN(value))
  return values.length === 0 ? undefined : calculations[id as keyof typeof calculations]?.[1](values)
}
