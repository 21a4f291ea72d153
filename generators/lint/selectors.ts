/** The selectors of queries: what they select, and by which variables they are filtered. */
import { type Matcher, selectorsOf, type VectorSelector } from '../../schemas/promql/ast.ts'
import { matches } from '../../schemas/promql/matches.ts'
import { matcherProblem, valuesOf } from '../checks/expr-series.ts'
import { nearest } from '../checks/nearest.ts'
import type { Board } from './board.ts'
import { show } from './json.ts'
import { fromAlerts, type Understood } from './query.ts'
import { referencesIn, spellings } from './references.ts'
import { type DashboardRule, type Said, say } from './rule.ts'

const selectorsIn = ({ node }: Understood): VectorSelector[] => (node ? selectorsOf(node) : [])

/** The scraped series of a query that have the label. */
export const neededBy = (query: Understood, label: string): string[] =>
  selectorsIn(query).flatMap(({ name, series }) =>
    series && !series.recorded && !fromAlerts.has(name) && Object.hasOwn(series.labels, label) ? [name] : [],
  )

export const series: DashboardRule = {
  id: 'grafana/series',
  doc: `Every selector of a query, a variable or an annotation can select something: its name is a series that a target of the system
exposes or a rule records, its labels are labels of that series, and its matchers leave at least one of the values that a label can
have. An alertname in ALERTS is the name of an alert that there is. Otherwise the panel says "No data", which looks like a quiet night.`,
  run: (board) =>
    [
      ...board.queries,
      ...board.variables.flatMap(({ where, values }) => (values ? [{ ...values.source, where }] : [])),
    ].flatMap((query) => selectorsIn(query).flatMap((selector) => selectorProblems(selector, query.where, board))),
}

function selectorProblems(selector: VectorSelector, where: string, board: Board): Said[] {
  const { name, series: known, matchers } = selector
  if (name === '') return [say(where, 'has a selector without a name, so nobody knows what it shows; name the series')]
  const byName = fromAlerts.has(name) ? alertProblems(matchers, where, board) : []
  if (!known && fromAlerts.has(name)) return byName
  if (!known) {
    const close = nearest(name, [...board.series.keys()])
    const hint = close === undefined ? 'add it to what a target exposes, or correct it' : `did you mean ${close}?`
    return [say(where, `asks for ${name}, which nothing exposes or records; ${hint}`)]
  }
  const bySeries = matchers.flatMap((matcher) => {
    const variable = matcher.variable === true || referencesIn(matcher.value).length > 0
    const asked: Matcher = variable ? { ...matcher, variable: true } : matcher
    const message = matcherProblem(asked, name, Object.keys(known.labels), valuesOf(known.labels[matcher.name]))
    return message === undefined ? [] : [say(where, message)]
  })
  return [...byName, ...bySeries]
}

function alertProblems(matchers: readonly Matcher[], where: string, { alerts }: Board): Said[] {
  if (!alerts) return []
  return matchers
    .filter(({ name, op, value }) => name === 'alertname' && /^=~?$/.test(op) && referencesIn(value).length === 0)
    .filter(({ op, value }) => ![...alerts].some((alert) => matches(op, value, alert)))
    .map(({ value }) => say(where, `asks for the alert ${show(value)}, which does not exist; correct it`))
}

export const filter: DashboardRule = {
  id: 'grafana/filter',
  doc: `Every selector is filtered by each variable of the dashboard whose label its series has, written job=~"$job"; a scraped series also
by job and instance, unless nothing at all can be chosen. A panel that does not follow the choice above it shows something else than it seems to. A recorded series is
filtered by the labels that its rule has left; ALERTS and ALERTS_FOR_STATE come from rules and are exempt. A variable of several values
needs =~, since = compares with the values in brackets. Stronger than target-job-rule and target-instance-rule of dashboard-linter,
which know two labels; weaker for recorded series, which often have neither.`,
  run: (board) =>
    board.queries.flatMap((query) =>
      selectorsIn(query).flatMap((selector) => [
        ...wanted(selector, board)
          .filter(([label, name]) => !isFiltered(selector, label, name))
          .map(([label, name]) =>
            say(query.where, `${selector.name} is not filtered by ${label}; add ${label}=~"$${name}"`),
          ),
        ...equalities(selector, board).map(({ name, op, value }) =>
          say(
            query.where,
            `${selector.name} has ${name}${op}"${value}", which can have several values; write =~ or !~`,
          ),
        ),
      ]),
    ),
}

/** The label and the variable that a selector has to be filtered by, each pair once. */
function wanted({ name, series: known }: VectorSelector, { variables }: Board): (readonly [string, string])[] {
  if (!known || fromAlerts.has(name)) return []
  // a custom variable says no label, and means the one of its name
  const chosen = variables.flatMap(({ name: by, type, values }) =>
    values || type === 'custom' ? [[values?.label ?? by, by] as const] : [],
  )
  const choosing = variables.some(({ type }) => type !== 'datasource')
  const always = targetLabels.filter(() => choosing && !known.recorded).map((label) => [label, label] as const)
  const pairs = [...chosen, ...always].filter(
    ([label, by]) => Object.hasOwn(known.labels, label) && (label === by || !targetLabels.includes(by)),
  )
  return [...new Map(pairs.map((pair) => [pair.join(), pair])).values()]
}

const targetLabels = ['job', 'instance']

const isFiltered = ({ matchers }: VectorSelector, label: string, variable: string): boolean =>
  matchers.some(({ name, op, value }) => name === label && op === '=~' && spellings(variable).includes(value))

const equalities = ({ matchers }: VectorSelector, { variables }: Board): Matcher[] => {
  const multiple = variables.filter(({ raw }) => raw.multi === true || raw.includeAll === true)
  return matchers.filter(
    ({ op, value }) => (op === '=' || op === '!=') && multiple.some(({ name }) => referencesIn(value).includes(name)),
  )
}
