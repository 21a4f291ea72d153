/** What an expression is evaluated on: series, and what recording rules make of them. */
import type { Node, VectorSelector } from '../../schemas/promql/ast.ts'
import { matches } from '../../schemas/promql/matches.ts'
import type { Labels } from './labels.ts'
import type { Reading, Track } from './track.ts'
import type { Evaluate, Value } from './value.ts'

/** A series by name and labels; what it does is said apart. */
export interface Named {
  readonly name: string
  readonly labels: Labels
}

export interface World extends Reading {
  readonly series: readonly Named[]
  /** What each series does, in the same order. */
  readonly tracks: readonly Track[]
  /** The expressions of recording rules by the names that they record; they are evaluated before what reads them. */
  readonly recorded: ReadonlyMap<string, Node>
  /** Milliseconds between evaluations of rules. */
  readonly evaluationInterval: number
  /** The first evaluation; none where there always have been some. */
  readonly since?: number
  /** What a part came to before, where nothing that it reads has changed; undefined where it is not to be remembered. */
  readonly remember?: (node: Node, at: number, compute: Evaluate) => Value | undefined
}

const found = new WeakMap<readonly Named[], Map<VectorSelector, readonly number[]>>()

/** The places of the series that a selector selects. */
export function selected(series: readonly Named[], selector: VectorSelector): readonly number[] {
  const known = found.get(series) ?? new Map<VectorSelector, readonly number[]>()
  if (known.size === 0) found.set(series, known)
  const same = known.get(selector)
  if (same) return same
  const places = series.flatMap((one, i) => (selects(selector, one) ? [i] : []))
  known.set(selector, places)
  return places
}

export const selects = ({ name, matchers }: VectorSelector, one: Named): boolean =>
  one.name === name && matchers.every((m) => matches(m.op, m.value, one.labels.map[m.name] ?? ''))
