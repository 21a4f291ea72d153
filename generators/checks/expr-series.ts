import { type Matcher, selectorsOf, type VectorSelector } from '../../schemas/promql/ast.ts'
import { matches, regexOf } from '../../schemas/promql/matches.ts'
import type { Series } from '../../schemas/promql/series.ts'
import { addressesOf } from '../facts/addresses.ts'
import { jobsOf } from '../facts/jobs.ts'
import type { Expression, System } from '../load/system.ts'
import { type Check, type Found, foundIn, ofExpressions } from './check.ts'
import { nearest } from './nearest.ts'

export const exprSeries: Check = {
  id: 'expr/series',
  doc: `Every selector must be able to select something: its name is a metric that a target of this system exposes or a series
that one of its recording rules records, its labels are labels of that series, and each matcher leaves at least one of the values
that the label can have. A rule that selects nothing never fires, and nobody notices.`,
  run: ofExpressions((expression, system) =>
    selectorsOf(expression.expr).flatMap((selector) => problemsOf(expression, selector, system)),
  ),
}

function problemsOf(expression: Expression, selector: VectorSelector, system: System): Found[] {
  const series = system.series.get(selector.name)
  if (selector.name === '') return []
  if (!series) {
    const defined = selector.series
    // a whole histogram is no series, which others say
    if (defined?.kind === 'family') return []
    if (defined) {
      const why = defined.recorded
        ? 'its rule is in no group; list it in a ruleGroup'
        : 'no target exposes it; list its metric in exposes'
      return [foundIn(expression, selector, `${selector.name} is defined, but ${why}`)]
    }
    const close = nearest(selector.name, [...system.series.keys()])
    const hint =
      close === undefined ? 'add its metric to what a target exposes, or its rule to a group' : `did you mean ${close}?`
    return [foundIn(expression, selector, `nothing in ${system.name} exposes or records ${selector.name}; ${hint}`)]
  }
  return selector.matchers.flatMap((matcher) => {
    const domain = domainOf(matcher.name, selector, series, system)
    const message = matcherProblem(matcher, selector.name, Object.keys(series.labels), domain)
    return message === undefined ? [] : [foundIn(expression, selector, message)]
  })
}

/** The values that a label can have, where they are known: jobs and instances by the targets, others by the definition. */
function domainOf(
  label: string,
  selector: VectorSelector,
  series: Series,
  system: System,
): readonly string[] | undefined {
  const exposing = system.jobs.get(series.of) ?? []
  if (label === 'job' && !series.recorded) return exposing
  const { addressing } = system.data
  if (label !== 'instance' || series.recorded || (addressing.by !== 'service' && addressing.by !== 'loopback')) {
    return valuesOf(series.labels[label])
  }
  const targets = system.targets.filter(({ data }) => jobsOf(system, selector).includes(data.name))
  const relabelled = targets.some(({ data }) => data.honorLabels || data.params || 'instance' in data.labels)
  return relabelled ? undefined : targets.flatMap(({ data }) => addressesOf(data, addressing))
}

export const valuesOf = (
  domain: { readonly kind: string; readonly values: readonly string[] } | undefined,
): readonly string[] | undefined => (domain?.kind === 'enumerated' ? domain.values : undefined)

export function matcherProblem(
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
