/** The text that is being parsed, with its tokens, and what its parts have become. */
import type { parser } from '@prometheus-io/lezer-promql'
import type { Node } from '../ast.ts'
import type { ArgType } from '../functions-table.ts'
import type { Report, Scan, Token } from './scan.ts'
import { unquote } from './string.ts'

/** A node of lezer's tree. */
export type Tree = ReturnType<typeof parser.parse>['topNode']

export interface Source extends Scan {
  readonly text: string
  readonly report: Report
}

/** A node with its type and its place in the text. */
export interface Part {
  readonly node: Node
  readonly type: ArgType
  readonly from: number
  readonly to: number
  /** Set where it stands in parentheses, so that nothing may be attached to it. */
  readonly enclosed?: true
}

/** The first token that ends after `at`. */
export function tokenAt({ tokens }: Scan, at: number): Token {
  let [low, high] = [0, tokens.length - 1]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((tokens[middle] as Token).to > at) high = middle
    else low = middle + 1
  }
  return tokens[low] as Token
}

/** Where a part of the tree ends in the text; its substitute may be shorter. */
export const endOf = (source: Source, tree: Tree): number =>
  tree.to > tree.from ? tokenAt(source, tree.to - 1).to : tree.to

export function childrenOf(tree: Tree): Tree[] {
  const children: Tree[] = []
  for (let child = tree.firstChild; child; child = child.nextSibling) children.push(child)
  return children
}

/** The child of that name, which the grammar promises. */
export function the(tree: Tree, name: string): Tree {
  const child = tree.getChild(name)
  if (!child) throw new Error(`the grammar of PromQL has changed: a ${tree.name} has no ${name}`)
  return child
}

/** What a string stands for. */
export const stringOf = (source: Source, tree: Tree): string =>
  unquote(source.text.slice(tree.from, tree.to), tree.from, source.report)

/** A label's name, bare or in quotes. https://prometheus.io/docs/concepts/data_model/ */
export function labelName(source: Source, tree: Tree): string {
  if (tree.name !== 'QuotedLabelName') return source.text.slice(tree.from, tree.to)
  const name = stringOf(source, the(tree, 'StringLiteral'))
  if (name === '') source.report('a label needs a name', tree.from, tree.to)
  return name
}

/** `(a, "b.c")`. */
export const labelList = (source: Source, tree: Tree | null): string[] =>
  tree ? childrenOf(tree).map((label) => labelName(source, label)) : []
