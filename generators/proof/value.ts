/** What an expression comes to. */
import type { Node } from '../../schemas/promql/ast.ts'
import { printLine } from '../../schemas/promql/print.ts'
import type { Labels } from './labels.ts'
import type { World } from './world.ts'

export interface Sample {
  readonly labels: Labels
  readonly value: number
}
/** Without names of metrics, which no alert and no recording keeps. */
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

/** Two samples with the same labels are an error to Prometheus. */
export function distinct(vector: Vector, node: Node): Vector {
  if (new Set(vector.map(({ labels }) => labels)).size < vector.length)
    throw new Unsupported(`${printLine(node)} has two results with the same labels`)
  return vector
}
