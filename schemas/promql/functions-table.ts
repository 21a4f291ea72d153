/**
 * Every function of PromQL with the types of its arguments and the release that brought it.
 * Source: promql/parser/functions.go and CHANGELOG.md of Prometheus up to 3.15.
 * What is older than 2.42, the oldest release that Plimsoll supports, has no `since`.
 */
export type ArgType = 'vector' | 'matrix' | 'scalar' | 'string'

export interface FunctionSignature {
  readonly args: readonly ArgType[]
  /** How many of the last arguments may be left out; `Infinity` if the last may be repeated. */
  readonly optional?: number
  readonly returns: 'vector' | 'scalar'
  readonly since?: string
  /** The first release that does not have it any more. */
  readonly until?: string
  /** Needs `--enable-feature=promql-experimental-functions` below the release named, or in all of them. */
  readonly experimental?: true | string
}

const v = (since?: string): FunctionSignature => ({ args: ['vector'], returns: 'vector', ...(since && { since }) })
const m: FunctionSignature = { args: ['matrix'], returns: 'vector' }
const date: FunctionSignature = { args: ['vector'], optional: 1, returns: 'vector' }
const experimental = (signature: FunctionSignature, since: string): FunctionSignature => ({
  ...signature,
  since,
  experimental: true,
})

export const functions: Readonly<Record<string, FunctionSignature>> = {
  abs: v(),
  absent: v(),
  absent_over_time: m,
  acos: v(),
  acosh: v(),
  asin: v(),
  asinh: v(),
  atan: v(),
  atanh: v(),
  avg_over_time: m,
  ceil: v(),
  changes: m,
  clamp: { args: ['vector', 'scalar', 'scalar'], returns: 'vector' },
  clamp_max: { args: ['vector', 'scalar'], returns: 'vector' },
  clamp_min: { args: ['vector', 'scalar'], returns: 'vector' },
  cos: v(),
  cosh: v(),
  count_over_time: m,
  day_of_month: date,
  day_of_week: date,
  day_of_year: date,
  days_in_month: date,
  deg: v(),
  delta: m,
  deriv: m,
  double_exponential_smoothing: experimental({ args: ['matrix', 'scalar', 'scalar'], returns: 'vector' }, '3.0'),
  end: experimental({ args: [], returns: 'scalar' }, '3.12'),
  exp: v(),
  first_over_time: { ...m, since: '3.7', experimental: '3.14' },
  floor: v(),
  histogram_avg: v('2.51'),
  histogram_count: v(),
  histogram_fraction: { args: ['scalar', 'scalar', 'vector'], returns: 'vector' },
  histogram_quantile: { args: ['scalar', 'vector'], returns: 'vector' },
  histogram_quantiles: experimental(
    { args: ['vector', 'string', 'scalar'], optional: Infinity, returns: 'vector' },
    '3.11',
  ),
  histogram_stddev: v('2.47'),
  histogram_stdvar: v('2.47'),
  histogram_sum: v(),
  holt_winters: { args: ['matrix', 'scalar', 'scalar'], returns: 'vector', until: '3.0' },
  hour: date,
  idelta: m,
  increase: m,
  info: experimental({ args: ['vector', 'vector'], optional: 1, returns: 'vector' }, '3.0'),
  irate: m,
  label_join: { args: ['vector', 'string', 'string', 'string'], optional: Infinity, returns: 'vector' },
  label_replace: { args: ['vector', 'string', 'string', 'string', 'string'], returns: 'vector' },
  last_over_time: m,
  ln: v(),
  log10: v(),
  log2: v(),
  mad_over_time: experimental(m, '2.49'),
  max_of: experimental({ args: ['scalar', 'scalar'], returns: 'scalar' }, '3.13'),
  max_over_time: m,
  min_of: experimental({ args: ['scalar', 'scalar'], returns: 'scalar' }, '3.13'),
  min_over_time: m,
  minute: date,
  month: date,
  pi: { args: [], returns: 'scalar' },
  predict_linear: { args: ['matrix', 'scalar'], returns: 'vector' },
  present_over_time: m,
  quantile_over_time: { args: ['scalar', 'matrix'], returns: 'vector' },
  rad: v(),
  range: experimental({ args: [], returns: 'scalar' }, '3.12'),
  rate: m,
  resets: m,
  round: { args: ['vector', 'scalar'], optional: 1, returns: 'vector' },
  scalar: { args: ['vector'], returns: 'scalar' },
  sgn: v(),
  sin: v(),
  sinh: v(),
  sort: v(),
  sort_by_label: experimental({ args: ['vector', 'string'], optional: Infinity, returns: 'vector' }, '2.49'),
  sort_by_label_desc: experimental({ args: ['vector', 'string'], optional: Infinity, returns: 'vector' }, '2.49'),
  sort_desc: v(),
  sqrt: v(),
  start: experimental({ args: [], returns: 'scalar' }, '3.12'),
  start_timestamp: experimental(v(), '3.14'),
  stddev_over_time: m,
  stdvar_over_time: m,
  step: experimental({ args: [], returns: 'scalar' }, '3.12'),
  sum_over_time: m,
  tan: v(),
  tanh: v(),
  time: { args: [], returns: 'scalar' },
  timestamp: v(),
  ts_of_first_over_time: experimental(m, '3.7'),
  ts_of_last_over_time: experimental(m, '3.5'),
  ts_of_max_over_time: experimental(m, '3.5'),
  ts_of_min_over_time: experimental(m, '3.5'),
  vector: { args: ['scalar'], returns: 'vector' },
  year: date,
}

/** Aggregations that are younger than 2.42. */
export const aggregateSince: Readonly<Record<string, { readonly since: string; readonly experimental: true }>> = {
  limitk: { since: '2.54', experimental: true },
  limit_ratio: { since: '2.54', experimental: true },
}

/** Whether release `version`, such as `2.42`, is at least `wanted`. */
export function atLeast(version: string, wanted: string): boolean {
  const [a = 0, b = 0] = version.split('.').map(Number)
  const [c = 0, d = 0] = wanted.split('.').map(Number)
  return a > c || (a === c && b >= d)
}
