import { type Matcher, selectorsOf, type VectorSelector } from '../../schemas/promql/ast.ts'
import type { ResolvedRule, System } from '../load/system.ts'
import { type Check, type Found, foundIn, ofRules } from './check.ts'
import { nearest } from './nearest.ts'
import { matches, regexOf } from './regex.ts'

export const exprSeries: Check = {
  id: 'expr/series',
  doc: `Every selector must be able to select something: its name is a metric that a target of this system exposes or a series
that one of its recording rules records, its labels are labels of that series, and each matcher leaves at least one of the values
that the label can have. A rule that selects nothing never fires, and nobody notices.`,
  run: ofRules((rule, system) => selectorsOf(rule.expr).flatMap((selector) => problemsOf(rule, selector, system))),
}

function problemsOf(rule: ResolvedRule, selector: VectorSelector, system: System): Found[] {
  const series = system.series.get(selector.name)
  if (selector.name === '') return []
  if (!series) {
    const close = nearest(selector.name, [...system.series.keys()])
    const hint =
      close === undefined ? 'add its metric to what a target exposes, or its rule to a group' : `did you mean ${close}?`
    return [foundIn(rule, selector, `nothing in ${system.name} exposes or records ${selector.name}; ${hint}`)]
  }
  return selector.matchers.flatMap((matcher) => {
    const domain =
      matcher.name === 'job' && !series.recorded
        ? jobsExposing(system, series.of)
        : valuesOf(series.labels[matcher.name])
    const message = matcherProblem(matcher, selector.name, Object.keys(series.labels), domain)
    return message === undefined ? [] : [foundIn(rule, selector, message)]
  })
}

const jobsExposing = (system: System, metric: string): readonly string[] =>
  system.metrics.find(({ data }) => data.name === metric)?.jobs ?? []

const valuesOf = (
  domain: { readonly kind: string; readonly values: readonly string[] } | undefined,
): readonly string[] | undefined => (domain?.kind === 'enumerated' ? domain.values : undefined)

function matcherProblem(
  matcher: Matcher,
  metric: string,
  labels: readonly string[],
  values: readonly string[] | undefined,
): string | undefined {
  const { name, op, value, variable } = matcher
  if (!labels.includes(name)) {
    const close = nearest(name, labels)
    return `${metric} has no label ${name}; ${close === undefined ? `it has ${[...labels].sort().join(', ')}` : `did you mean ${close}?`}`
  }
  if (variable) return undefined
  const regex = op === '=~' || op === '!~'
  if (regex && regexOf(value) === undefined)
    return `the pattern ${JSON.stringify(value)} of the label ${name} is no regular expression`
  if (!values) return undefined
  const hit = values.filter((known) => matches(op, value, known))
  if (hit.length === 0)
    return `no value of the label ${name} satisfies ${name}${op}${JSON.stringify(value)}; ${metric} has ${values.join(', ')}`
  if ((op === '!=' || op === '!~') && hit.length === values.length) {
    return `${name}${op}${JSON.stringify(value)} excludes nothing; ${metric} has ${values.join(', ')}`
  }
  return undefined
}
