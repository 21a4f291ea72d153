/**
 * Selectors: the name, wherever it is written, and the matchers.
 * https://prometheus.io/docs/prometheus/latest/querying/basics/#time-series-selectors
 */
import type { Matcher, MatchType, VectorSelector } from '../ast.ts'
import { matchesEmpty, regexProblem } from './regex.ts'
import { childrenOf, labelName, type Part, type Source, stringOf, type Tree, the } from './source.ts'

const metricName = '__name__'
/** A label value that is nothing but one of Grafana's variables. */
const variable = /^\$(?:[a-zA-Z_]\w*|\{[a-zA-Z_]\w*(?::\w+)?\})$/

/** `name{label="value"}`. `labelsOnly` is for the second argument of info(), which names labels to add. */
export function vectorSelector(source: Source, tree: Tree, labelsOnly = false): Part {
  const { from, to } = tree
  const outside = tree.getChild('Identifier')
  const list = tree.getChild('LabelMatchers')
  const inside = list ? childrenOf(list) : []
  const all = inside.filter(({ name }) => name !== 'QuotedLabelName').map((matcher) => matcherOf(source, matcher))
  const names = [
    ...(outside ? [source.text.slice(outside.from, outside.to)] : []),
    ...inside.filter(({ name }) => name === 'QuotedLabelName').map((quoted) => metricNameOf(source, quoted)),
    ...(labelsOnly ? [] : all.filter(isName).map(({ value }) => value)),
  ]
  const matchers = labelsOnly ? all : all.filter((matcher) => !isName(matcher))
  const node: VectorSelector = { type: 'VectorSelector', name: names[0] ?? '', matchers }
  checkName(source, names, node, tree)
  if (!labelsOnly && names.length === 0 && matchers.every(matchesEmpty)) {
    source.report('a selector needs a name, or a matcher that the empty string does not match', from, to)
  }
  return { node, type: 'vector', from, to }
}

/** https://github.com/prometheus/prometheus/blob/main/promql/parser/parse.go, `checkAST` */
function checkName(
  { report }: Source,
  names: readonly string[],
  { matchers, name }: VectorSelector,
  { from, to }: Tree,
): void {
  const other = names[1] ?? matchers.find((matcher) => name !== '' && matcher.name === metricName)?.value
  if (other !== undefined) report(`a selector has one name, not both ${name} and ${other}`, from, to)
}

function metricNameOf(source: Source, tree: Tree): string {
  const name = stringOf(source, the(tree, 'StringLiteral'))
  if (name === '') source.report('a metric needs a name', tree.from, tree.to)
  return name
}

const isName = ({ name, op, value, variable: varies }: Matcher): boolean =>
  name === metricName && op === '=' && value !== '' && !varies

function matcherOf(source: Source, tree: Tree): Matcher {
  const name = labelName(source, tree.firstChild as Tree)
  const sign = the(tree, 'MatchOp')
  const op = source.text.slice(sign.from, sign.to) as MatchType
  const literal = the(tree, 'StringLiteral')
  const value = stringOf(source, literal)
  const reason = op.endsWith('~') ? regexProblem(value) : undefined
  if (reason) source.report(`the regular expression is invalid: ${reason}`, literal.from, literal.to)
  return { name, op, value, ...(variable.test(value) && { variable: true }) }
}
