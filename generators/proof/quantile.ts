/**
 * Quantiles of classic histograms.
 * https://github.com/prometheus/prometheus/blob/main/promql/quantile.go, BucketQuantile
 */
import { type Labels, project } from './labels.ts'
import type { Vector } from './value.ts'

interface Bucket {
  readonly bound: number
  count: number
}

const le = ['le']

export function histogramQuantile(q: number, vector: Vector): Vector {
  const families = new Map<Labels, Bucket[]>()
  for (const { labels, value } of vector) {
    const bound = boundOf(labels.map.le)
    if (bound === undefined) continue
    const key = project(labels, le, false)
    const family = families.get(key)
    if (family) family.push({ bound, count: value })
    else families.set(key, [{ bound, count: value }])
  }
  return [...families].map(([labels, buckets]) => ({ labels, value: bucketQuantile(q, buckets) }))
}

function boundOf(le: string | undefined): number | undefined {
  if (le === '+Inf') return Infinity
  const bound = le === undefined || le === '' ? Number.NaN : Number(le)
  return Number.isNaN(bound) ? undefined : bound
}

function bucketQuantile(q: number, given: readonly Bucket[]): number {
  if (Number.isNaN(q)) return Number.NaN
  if (q < 0) return -Infinity
  if (q > 1) return Infinity
  const buckets = merged(given)
  const last = buckets.at(-1)
  if (!last || last.bound !== Infinity || buckets.length < 2) return Number.NaN
  if (last.count === 0 || Number.isNaN(last.count)) return Number.NaN
  const rank = q * last.count
  const b = buckets.findIndex(({ count }) => count >= rank)
  const at = b === -1 ? buckets.length - 1 : b
  const { bound, count } = buckets[at] as Bucket
  if (at === buckets.length - 1) return (buckets.at(-2) as Bucket).bound
  if (at === 0 && bound <= 0) return bound
  const below = buckets[at - 1]
  const [start, before] = [below?.bound ?? 0, below?.count ?? 0]
  return start + (bound - start) * ((rank - before) / (count - before))
}

/** In order, each bound once, and never fewer than below. */
function merged(given: readonly Bucket[]): Bucket[] {
  const buckets: Bucket[] = []
  for (const { bound, count } of given.toSorted((a, b) => a.bound - b.bound)) {
    const last = buckets.at(-1)
    if (last?.bound === bound) last.count += count
    else buckets.push({ bound, count })
  }
  let most = -Infinity
  for (const bucket of buckets) {
    most = Math.max(most, bucket.count)
    bucket.count = most
  }
  return buckets
}
