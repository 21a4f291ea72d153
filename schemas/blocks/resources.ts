/** Utilisation, saturation and errors of a resource (USE): https://www.brendangregg.com/usemethod.html */
import * as panel from '../model/panel.ts'
import type { Showable, ShownAll } from '../model/query.ts'
import type { Alike } from '../model/unit.ts'
import { topk } from '../promql/aggregate.ts'
import { ratio } from '../promql/binary.ts'
import type { AnyExpr, KindOf, NoLabels, UnitOf } from '../promql/expr.ts'
import type { Mismatch } from '../promql/matching.ts'
import type { NeedsValue, UnitsDiffer } from '../promql/messages.ts'
import { charts, typed } from './parts.ts'

interface Said {
  readonly description: string
  readonly width?: number
}

type Valued<F extends string, E> =
  KindOf<E> extends 'gauge' | 'vector' | 'condition' ? E : NeedsValue<`block.${F}()`, KindOf<E>>

/** What a ratio with `used` takes, or the sentence that says why it does not. */
type Capacity<A, B> = [Alike<UnitOf<A>, UnitOf<B>>] extends [never]
  ? UnitsDiffer<'/', UnitOf<A>, UnitOf<B>>
  : [Mismatch<A, B, NoLabels>] extends [never]
    ? Valued<'saturation', B>
    : Mismatch<A, B, NoLabels>

/** How much of a capacity is used, as a gauge from 0 to 100 %: `used / capacity`, both with the same labels and unit. */
export function saturation<A extends AnyExpr, B extends AnyExpr>(
  title: string,
  options: Said & {
    readonly used: Valued<'saturation', A>
    readonly capacity: Capacity<A, B>
    readonly as?: 'gauge' | 'timeSeries' | 'stat'
  },
): panel.Panel {
  const { used, capacity, as = 'gauge', ...rest } = options
  return charts[as](title, {
    ...rest,
    show: typed<'vector'>(ratio(typed<'vector'>(used as AnyExpr), typed<'vector'>(capacity as AnyExpr) as never)),
  })
}

/** The `k` greatest series as bars: `topk(5, v)`. */
export function top<E extends AnyExpr>(title: string, k: number, v: Valued<'top', E>, options: Said): panel.Panel {
  return panel.barGauge(title, { ...options, show: typed<'vector'>(topk(k, v as never)) })
}

/** Utilisation, saturation and errors of a resource, beside each other; what a resource does not tell is left out. */
export function use<const A extends Showable, const B extends Showable = AnyExpr, const C extends Showable = AnyExpr>(
  subject: string,
  options: {
    readonly utilisation: ShownAll<'timeSeries', A>
    readonly saturation?: ShownAll<'timeSeries', B>
    readonly errors?: ShownAll<'timeSeries', C>
  },
): panel.Panel[] {
  const parts = [
    ['utilisation', options.utilisation, 'how much of it is used'],
    ['saturation', options.saturation, 'how much waits for it'],
    ['errors', options.errors, 'how often it fails'],
  ] as const
  const given = parts.filter(([, show]) => show !== undefined)
  return given.map(([what, show, words]) =>
    panel.timeSeries(`${subject}: ${what}`, {
      description: `${subject}: ${words}.`,
      show: show as never,
      width: 24 / given.length,
    }),
  )
}
