/**
 * How the two sides of a binary operator are matched, as types and as a node.
 * https://prometheus.io/docs/prometheus/latest/querying/operators/#vector-matching
 */
import { type BinaryOp, isSetOp, type VectorMatching } from './ast.ts'
import type { KindOf, LabelsOf } from './expr.ts'
import type { LacksLabel } from './messages.ts'

/** Which labels must be equal on both sides, and which labels the "one" side lends to the "many" side. */
export interface Matching {
  readonly on?: readonly string[]
  readonly ignoring?: readonly string[]
  /** Many series on the left match one on the right, whose labels named here are added. */
  readonly groupLeft?: readonly string[]
  /** One series on the left matches many on the right, to which its labels named here are added. */
  readonly groupRight?: readonly string[]
}

type Shared<L> = [L] extends [never] ? 'the two sides share no label, so nothing can match' : L

/** What may be said of two given sides; labels are listed, so that the compiler can suggest them. */
export interface MatchingOf<A, B> {
  readonly on?: readonly Shared<keyof LabelsOf<A> & keyof LabelsOf<B> & string>[]
  readonly ignoring?: readonly ((keyof LabelsOf<A> | keyof LabelsOf<B>) & string)[]
  readonly groupLeft?: readonly (keyof LabelsOf<B> & string)[]
  readonly groupRight?: readonly (keyof LabelsOf<A> & string)[]
}

export interface ComparingOf<A, B> extends MatchingOf<A, B> {
  /** Gives 0 or 1 instead of filtering. */
  readonly bool?: boolean
}

/** Set operators know no groups. */
export type SettingOf<A, B> = Pick<MatchingOf<A, B>, 'on' | 'ignoring'>

type Said<M, Key extends keyof Matching> = M extends { readonly [K in Key]: readonly (infer N extends string)[] }
  ? N
  : never
type Says<M, Key extends keyof Matching> = M extends { readonly [K in Key]: readonly string[] } ? true : false

/** A label of `A` that `B` lacks; a plain number lacks none. */
type Lacking<A, B, Ignored> =
  KindOf<A> extends 'scalar'
    ? never
    : KindOf<B> extends 'scalar'
      ? never
      : Exclude<keyof LabelsOf<A> & string, keyof LabelsOf<B> | Ignored>

/** One member of a union, so that a message names one label and not a product of all. */
type One<T> = (T extends string ? (_: () => T) => void : never) extends (_: infer F extends () => string) => void
  ? ReturnType<F>
  : never

/** A wrong label makes the compiler fall back to all that could be said; it complains there, and not here too. */
type Mistaken<M> = M extends { readonly on?: unknown }
  ? 'on' extends keyof M
    ? undefined extends M['on']
      ? true
      : false
    : false
  : false

/** The sentence about a label that only one side has, or `never` where the sides match. */
export type Mismatch<A, B, M> = true extends Mistaken<M> | Says<M, 'on'> | Says<M, 'groupLeft'> | Says<M, 'groupRight'>
  ? never
  : [Lacking<A, B, Said<M, 'ignoring'>>] extends [never]
    ? [Lacking<B, A, Said<M, 'ignoring'>>] extends [never]
      ? never
      : LacksLabel<'left', One<Lacking<B, A, Said<M, 'ignoring'>>>>
    : LacksLabel<'right', One<Lacking<A, B, Said<M, 'ignoring'>>>>

/** The labels of the result of arithmetic and comparison. */
export type Joined<A, B, M> =
  KindOf<A> extends 'scalar'
    ? LabelsOf<B>
    : KindOf<B> extends 'scalar'
      ? LabelsOf<A>
      : Says<M, 'groupLeft'> extends true
        ? Lent<LabelsOf<A>, LabelsOf<B>, Said<M, 'groupLeft'>>
        : Says<M, 'groupRight'> extends true
          ? Lent<LabelsOf<B>, LabelsOf<A>, Said<M, 'groupRight'>>
          : Says<M, 'on'> extends true
            ? { readonly [N in Said<M, 'on'>]: N extends keyof LabelsOf<A> ? LabelsOf<A>[N] : string }
            : Says<M, 'ignoring'> extends true
              ? { readonly [N in Exclude<keyof LabelsOf<A>, Said<M, 'ignoring'>>]: LabelsOf<A>[N] }
              : LabelsOf<A>

/** The labels of the "many" side, and those that the "one" side lends. */
type Lent<Many extends object, One extends object, Borrowed extends string> = {
  readonly [N in keyof Many | Borrowed]: N extends keyof Many ? Many[N] : N extends keyof One ? One[N] : string
}

/** The node; undefined where nothing was said. */
export function matchingOf(op: BinaryOp, m: Matching): VectorMatching | undefined {
  if (!m.on && !m.ignoring && !m.groupLeft && !m.groupRight) return undefined
  const card = isSetOp(op) ? 'many-to-many' : m.groupLeft ? 'many-to-one' : m.groupRight ? 'one-to-many' : 'one-to-one'
  return {
    card,
    labels: [...(m.on ?? m.ignoring ?? [])],
    on: m.on !== undefined,
    include: [...(m.groupLeft ?? m.groupRight ?? [])],
  }
}
