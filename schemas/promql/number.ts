/** Numbers as Prometheus' clients and servers spell them. */

/** As Go's `strconv.FormatFloat(x, 'g', -1, 64)`, with which bounds of buckets are written: a million is `1e+06`. */
export function formatFloat(x: number): string {
  if (Number.isNaN(x)) return 'NaN'
  if (!Number.isFinite(x)) return x > 0 ? '+Inf' : '-Inf'
  const [mantissa, exponent] = x.toExponential().split('e') as [string, string]
  const power = Number(exponent)
  if (x === 0 || (power >= -4 && power < 6)) return String(x)
  return `${mantissa}e${power < 0 ? '-' : '+'}${String(Math.abs(power)).padStart(2, '0')}`
}

/** As a number is written in PromQL: digits where a person would write them, `1e-7` beyond. */
export function formatNumber(x: number): string {
  if (Number.isNaN(x)) return 'NaN'
  if (Object.is(x, -0)) return '-0'
  return Number.isFinite(x) ? String(x) : x > 0 ? 'Inf' : '-Inf'
}
