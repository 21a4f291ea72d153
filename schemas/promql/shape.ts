/** What is known of an expression, and how a label is lost. */
import type { Domain } from '../model/label.ts'
import type { Node } from './ast.ts'
import type { Kind } from './expr.ts'
import { needsValue } from './messages.ts'

export interface Shape {
  readonly labels: Readonly<Record<string, Domain>>
  readonly unit: string
  readonly kind: Kind
  /** Labels that were there and are not any more, with the operation that removed them. */
  readonly gone: Readonly<Record<string, string>>
}

/** Takes a sentence and the part of the tree that it is about. */
export type Report = (message: string, node: Node) => void

export const scalarOf = (unit: string): Shape => ({ labels: {}, unit, kind: 'scalar', gone: {} })

export const hasValue = (kind: Kind): boolean => kind === 'gauge' || kind === 'vector' || kind === 'condition'

/** Reports an operand without values to compute with; `also` names kinds that will do as well. */
export function usable({ kind }: Shape, what: string, node: Node, report: Report, ...also: readonly Kind[]): void {
  if (!hasValue(kind) && !also.includes(kind)) report(needsValue(what, kind), node)
}

/** One sentence about a label that is not there, with where it went, or what there is. */
export function unknownLabel(label: string, where: string, shape: Shape): string {
  if (Object.hasOwn(shape.gone, label))
    return `${where} names the label ${label}, which ${shape.gone[label]} has removed`
  const there = Object.keys(shape.labels).sort()
  return `${where} names the label ${label}, but there ${there.length > 0 ? `is only ${there.join(', ')}` : 'are no labels'}`
}

export const pick = (shape: Shape, labels: readonly string[]): Record<string, Domain> =>
  Object.fromEntries(Object.entries(shape.labels).filter(([label]) => labels.includes(label)))

/** A shape with just these labels; `by` is why the others are gone. */
export function keep(shape: Shape, labels: readonly string[], by: string): Shape {
  const removed = Object.keys(shape.labels).filter((label) => !labels.includes(label))
  return {
    ...shape,
    labels: pick(shape, labels),
    gone: { ...shape.gone, ...Object.fromEntries(removed.map((label) => [label, by])) },
  }
}
