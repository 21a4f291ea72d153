/** The test of one recording rule: what it records at a time, of series that differ in every label that matters. */
import { formatDuration } from '../../../schemas/model/duration.ts'
import { elementwise } from '../../proof/elementwise.ts'
import type { Recorded } from '../../proof/recording.ts'
import { timed, tracksOf } from '../../proof/timeline.ts'
import { valuesOf } from '../../proof/values.ts'
import { seriesText, type Test } from './alert.ts'

export function recordingTest({ rule, story, at, samples, windows }: Recorded): Test {
  const { name } = rule.data
  const values = samples.map(({ value }) => value)
  // releases compute the last digits of what is taken over a window differently
  const nearest = windows || !values.every(Number.isInteger) ? nearestOf(values) : undefined
  const end = timed(story).at(-1)?.until ?? 0
  return {
    value: {
      name,
      interval: formatDuration(story.every),
      input_series: tracksOf(story).map((track, i) => ({
        series: seriesText(story.series[i] as (typeof story.series)[number]),
        values: valuesOf(track, Math.floor(end / story.every) + 1),
      })),
      promql_expr_test: [
        {
          expr: nearest === undefined ? name : `round(${name}, ${nearest})`,
          eval_time: formatDuration(at),
          exp_samples: samples.map(({ labels, value }) => ({
            labels: seriesText({ name: nearest === undefined ? name : '', labels }),
            value: nearest === undefined ? value : (elementwise.round?.(value, nearest) ?? value),
          })),
        },
      ],
    },
    comments: [{ path: [], text: rule.data.help }],
  }
}

/** A step with six digits of the smallest value. */
function nearestOf(values: readonly number[]): number {
  const smallest = Math.min(...values.map(Math.abs).filter((value) => value > 0), 1e6)
  let digits = Math.max(0, 5 - Math.floor(Math.log10(smallest)))
  // what is divided by is a power of ten, and not next to one
  while (!Number.isInteger(1 / Number(`1e-${digits}`))) digits += 1
  return Number(`1e-${digits}`)
}
