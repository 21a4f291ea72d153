/** How far apart the points of a graph are, and what Grafana's variables of time stand for. https://grafana.com/docs/grafana/latest/datasources/prometheus/template-variables/ */

/** Seconds since 1970. */
export interface Range {
  readonly from: number
  readonly to: number
}

/** Seconds at which Grafana rounds up to the next of its steps, and those steps. */
const steps: readonly (readonly [below: number, step: number])[] = [
  [1.5, 1],
  [3.5, 2],
  [7.5, 5],
  [12.5, 10],
  [17.5, 15],
  [25, 20],
  [45, 30],
  [90, 60],
  [210, 120],
  [450, 300],
  [750, 600],
  [1050, 900],
  [1500, 1200],
  [2700, 1800],
  [5400, 3600],
  [9000, 7200],
  [16_200, 10_800],
  [32_400, 21_600],
  [86_400, 43_200],
]

/** The seconds between two points where `pixels` are there to draw them, and `least` where they can be no closer. */
export function stepOf({ from, to }: Range, pixels: number, least: number): number {
  const wanted = (to - from) / Math.max(pixels, 1)
  const [, rounded] = steps.find(([below]) => wanted < below) ?? [0, 86_400]
  return Math.max(rounded, least)
}

/** The range with its ends on multiples of the step, so that points stay where they are from one refresh to the next. */
export const aligned = ({ from, to }: Range, step: number): Range => ({
  from: Math.floor(from / step) * step,
  to: Math.floor(to / step) * step,
})

export function timeVariables({ from, to }: Range, step: number, scrape: number): Readonly<Record<string, string>> {
  const range = Math.round(to - from)
  return {
    __interval: `${step}s`,
    __interval_ms: String(step * 1000),
    __rate_interval: `${Math.max(step + scrape, 4 * scrape)}s`,
    __range: `${range}s`,
    __range_s: String(range),
    __range_ms: String(range * 1000),
  }
}

const sizes: Readonly<Record<string, number>> = {
  ms: 0.001,
  s: 1,
  m: 60,
  h: 3600,
  d: 86_400,
  w: 604_800,
  y: 31_536_000,
}

/** `1m` as 60; undefined where it is no span of Grafana's. */
export function secondsOf(span: string): number | undefined {
  const [, count, unit = ''] = /^(\d+)(ms|[smhdwy])$/.exec(span) ?? []
  const size = sizes[unit]
  return size === undefined ? undefined : Number(count) * size
}
