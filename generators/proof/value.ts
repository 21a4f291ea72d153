/** What an expression comes to. */
import type { Node } from '../../schemas/promql/ast.ts'
import { printLine } from '../../schemas/promql/print.ts'
import type { Labels } from './labels.ts'
import type { World } from './world.ts'

export interface Sample {
  readonly labels: Labels
  readonly value: number
  /** Of the metric, until it is computed with; no alert and no recording keeps it. */
  readonly name?: string
}
export type Vector = readonly Sample[]
export type Value = number | string | Vector

/** Evaluates an expression at a time, in milliseconds. */
export type Evaluate = (node: Node, world: World, at: number) => Value

/** What cannot be evaluated here; whoever reads it says for which rule. */
export class Unsupported extends Error {
  override readonly name = 'Unsupported'
}

export const unsupported = (node: Node): Unsupported => new Unsupported(`${printLine(node)} is not evaluated`)

export function vectorOf(value: Value, node: Node): Vector {
  if (typeof value === 'object') return value
  throw unsupported(node)
}

export function scalarOf(value: Value, node: Node): number {
  if (typeof value === 'number') return value
  throw unsupported(node)
}

export function textOf(value: Value, node: Node): string {
  if (typeof value === 'string') return value
  throw unsupported(node)
}

/** Names of metrics are not kept here, and so nothing can be told apart by them. */
export function nameless(labels: readonly string[], node: Node): void {
  if (labels.includes('__name__')) throw unsupported(node)
}

/** Two samples with the same name and labels are an error to Prometheus. */
export function distinct(vector: Vector, node: Node): Vector {
  if (vector.length < 2 || new Set(vector.map(({ labels }) => labels)).size === vector.length) return vector
  if (new Set(vector.map(({ name, labels }) => `${name} ${labels.key}`)).size < vector.length)
    throw new Unsupported(`${printLine(node)} has two results with the same labels`)
  return vector
}
