/** Functions of each value by itself. */

export type Elementwise = (value: number, ...others: readonly number[]) => number

/** What is greater than all is, whatever the other is, and be that no number. */
const max = (a: number, b: number): number => (a === Infinity || b === Infinity ? Infinity : Math.max(a, b))
const min = (a: number, b: number): number => -max(-a, -b)

export const elementwise: Readonly<Record<string, Elementwise | undefined>> = {
  abs: Math.abs,
  ceil: Math.ceil,
  floor: Math.floor,
  exp: Math.exp,
  ln: Math.log,
  log2: Math.log2,
  log10: Math.log10,
  sqrt: Math.sqrt,
  sgn: Math.sign,
  acos: Math.acos,
  acosh: Math.acosh,
  asin: Math.asin,
  asinh: Math.asinh,
  atan: Math.atan,
  atanh: Math.atanh,
  cos: Math.cos,
  cosh: Math.cosh,
  sin: Math.sin,
  sinh: Math.sinh,
  tan: Math.tan,
  tanh: Math.tanh,
  deg: (v) => (v * 180) / Math.PI,
  rad: (v) => (v * Math.PI) / 180,
  clamp: (v, low = -Infinity, high = Infinity) => max(low, min(high, v)),
  clamp_min: (v, low = -Infinity) => max(low, v),
  clamp_max: (v, high = Infinity) => min(high, v),
  round: (v, nearest = 1) => Math.floor(v * (1 / nearest) + 0.5) / (1 / nearest),
}

const day = 86_400_000

export const dates: Readonly<Record<string, ((time: Date) => number) | undefined>> = {
  minute: (time) => time.getUTCMinutes(),
  hour: (time) => time.getUTCHours(),
  day_of_week: (time) => time.getUTCDay(),
  day_of_month: (time) => time.getUTCDate(),
  day_of_year: (time) => Math.floor((time.getTime() - Date.UTC(time.getUTCFullYear(), 0, 1)) / day) + 1,
  days_in_month: (time) => new Date(Date.UTC(time.getUTCFullYear(), time.getUTCMonth() + 1, 0)).getUTCDate(),
  month: (time) => time.getUTCMonth() + 1,
  year: (time) => time.getUTCFullYear(),
}
