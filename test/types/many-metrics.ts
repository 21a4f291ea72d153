/** A program of many metrics, to measure what type-checking costs: each has ten labels and four expressions. */
export function manyMetrics(n: number): string {
  const labels = ['method: httpMethod', 'status: httpStatus', 'result: outcome', 'zone: open({ atMost: 3 })']
  const more = ['endpoint', 'queue', 'region', 'tenant', 'version', 'worker'].map(
    (name) => `${name}: open({ atMost: 9 })`,
  )
  const head = [
    '// @generated: what the budget of type-checking is measured with',
    "import { breaches, counter, histogram, histogramQuantile, httpMethod, httpStatus, minutes, oneOf, open, percent, rate, ratio, re, seconds, select, sum, thresholds } from 'plimsoll'",
    "const outcome = oneOf('success', 'failure')",
    "const limits = thresholds({ errors: { above: percent(5), why: '…' }, slow: { above: seconds(1), why: '…' } })",
  ]
  const metric = (i: number): string[] => {
    const all = `{ ${[...labels, ...more].join(', ')} }`
    return i % 2 === 0
      ? [
          `export const m${i} = counter('m${i}_total', { help: 'm', labels: ${all} })`,
          `export const a${i} = sum(rate(select(m${i}, { status: re('5..') }), minutes(5)), { by: ['endpoint', 'queue'] })`,
          `export const b${i} = sum(rate(m${i}, minutes(5)), { by: ['endpoint', 'queue'] })`,
          `export const c${i} = ratio(a${i}, b${i})`,
          `export const d${i} = breaches(c${i}, limits.errors)`,
        ]
      : [
          `export const m${i} = histogram('m${i}_seconds', { help: 'm', labels: ${all}, buckets: [0.1, 1] })`,
          `export const a${i} = rate(m${i}.bucket, minutes(5))`,
          `export const b${i} = sum(a${i}, { by: ['le', 'endpoint'] })`,
          `export const c${i} = histogramQuantile(0.95, b${i})`,
          `export const d${i} = breaches(c${i}, limits.slow)`,
        ]
  }
  return `${[...head, ...Array.from({ length: n }, (_, i) => metric(i)).flat()].join('\n')}\n`
}
