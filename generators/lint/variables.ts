/** A dashboard's variables: how they are made, in which order, and whether each is used. */
import { type Board, queryOf, type Variable } from './board.ts'
import { at, has, isBlank, show, text, textsIn } from './json.ts'
import { isBuiltIn, referencesIn } from './references.ts'
import { type DashboardRule, type Said, say, sayIf } from './rule.ts'
import { neededBy } from './selectors.ts'

const types = ['adhoc', 'constant', 'custom', 'datasource', 'groupby', 'interval', 'query', 'switch', 'textbox']

export const template: DashboardRule = {
  id: 'grafana/template',
  doc: `Each variable has a name of its own, a label, and a type that Grafana knows. One that asks Prometheus is written
label_values(selector, label), where the selector is PromQL and has that label. One that offers All says what that stands for, .+ or
.*, since Grafana otherwise puts every value into every query; one of type interval says which value is current.
Stronger than template-label-promql-rule of dashboard-linter, which takes any of four functions and does not know the labels.`,
  run: ({ variables }) =>
    variables.flatMap((variable, i) => [
      ...nameProblems(variable, variables.slice(0, i)),
      ...(variable.type === 'query' ? queryProblems(variable) : []),
      ...sayIf(
        variable.raw.includeAll === true && !/^\.[+*]$/.test(text(variable.raw.allValue)),
        variable.where,
        `offers All and ${has('allValue', variable.raw.allValue)}; write .+`,
      ),
      ...sayIf(
        variable.type === 'interval' && isBlank(at(variable.raw, 'current', 'value')),
        variable.where,
        'is an interval without a current value, on which older Grafanas fail; give one',
      ),
    ]),
}

const nameProblems = ({ raw, where, name, type }: Variable, before: readonly Variable[]): Said[] => [
  ...sayIf(!/^[a-zA-Z]\w*$/.test(name), where, `${has('name', raw.name)}; take letters, digits and underscores`),
  ...sayIf(
    before.some((other) => other.name === name),
    where,
    'stands there twice; rename one',
  ),
  ...sayIf(isBlank(raw.label) && raw.hide !== 2, where, 'has no label for people; give it one'),
  ...sayIf(!types.includes(type), where, `${has('type', raw.type)}; take one of ${types.join(', ')}`),
]

function queryProblems(variable: Variable): Said[] {
  const { where, values } = variable
  const query = queryOf(variable.raw)
  if (!values) return [say(where, `asks ${show(query)}; write label_values(selector, label)`)]
  const { label, source } = values
  const [problem] = source.problems
  if (problem) return [say(where, `asks ${show(query)}, which is no PromQL: ${problem.message}; correct it`)]
  const labels = source.shape?.labels
  return sayIf(
    labels !== undefined && !Object.hasOwn(labels, label),
    where,
    `asks for the label ${label}, which ${source.expr} does not have; it has ${Object.keys(labels ?? {}).join(', ')}`,
  )
}

export const reload: DashboardRule = {
  id: 'grafana/reload',
  doc: `A variable that asks Prometheus is asked anew when the time range changes (refresh: 2). Otherwise it offers what there was when the
dashboard was opened, and what came or went since is missing. Source: template-on-time-change-reload-rule of dashboard-linter.`,
  run: ({ variables }) =>
    variables
      .filter(({ type }) => type === 'query')
      .flatMap(({ raw, where }) =>
        sayIf(raw.refresh !== 2, where, `${has('refresh', raw.refresh)}; write 2, on time range change`),
      ),
}

/** Why `job` or `instance` has to be there: which series are shown that have it. */
function targetVariable(label: 'job' | 'instance', title: string): DashboardRule {
  return {
    id: `grafana/${label}`,
    doc: `A dashboard that shows a scraped series has a variable ${label}, labelled ${title}: a query of label_values(…, ${label}) of which several
values, or All as .+, can be chosen. Without it one sees the sum of everything, and cannot ask whose it is. An overview on which
nothing at all can be chosen shows everything, and needs none.
Source: template-${label}-rule of dashboard-linter, which also asks it of dashboards that show recorded series alone.`,
    run: (board) => {
      const labels = board.variables.filter(({ type }) => type !== 'datasource')
      if (labels.length === 0) return []
      const variable = labels.find(({ name }) => name === label)
      if (variable) return targetProblems(variable, label, title)
      const series = board.queries.flatMap((query) => neededBy(query, label))[0]
      if (series === undefined) return []
      return [say('dashboard', `shows ${series}, which has the label ${label}, and has no variable ${label}; add one`)]
    },
  }
}

function targetProblems({ raw, where, type, values }: Variable, label: string, title: string): Said[] {
  const wrong = (field: string, wanted: unknown): Said[] =>
    sayIf(raw[field] !== wanted, where, `${has(field, raw[field])}; write ${show(wanted)}`)
  return [
    ...sayIf(type !== 'query', where, `is of type ${show(type)}; take query, so that it offers what there is`),
    ...sayIf(
      values !== undefined && values.label !== label,
      where,
      `offers the values of ${values?.label}; ask for ${label}`,
    ),
    ...wrong('label', title),
    ...wrong('multi', true),
    ...wrong('includeAll', true),
    ...wrong('allValue', '.+'),
  ]
}

export const job = targetVariable('job', 'Job')
export const instance = targetVariable('instance', 'Instance')

export const order: DashboardRule = {
  id: 'grafana/order',
  doc: `A variable refers only to variables before it. Grafana fills them from the first to the last, so that one which refers to a later one,
or to itself, is asked with an old value. https://grafana.com/docs/grafana/latest/dashboards/variables/add-template-variables/#chained-variables`,
  run: ({ variables }) =>
    variables.flatMap(({ raw, where }, i) => {
      const names = variables.map(({ name }) => name)
      return namesIn(raw)
        .filter((name) => names.indexOf(name) >= i)
        .map((name) => say(where, `refers to $${name}, which is not before it; put ${name} first`))
    }),
}

const namesIn = (value: unknown): string[] => [...new Set(textsIn(value).flatMap(referencesIn))]

export const undefinedVariable: DashboardRule = {
  id: 'grafana/undefined',
  doc: `Every variable that a query, a title, a legend, a link, a text or another variable refers to is one of the dashboard, or one of
Grafana's own. Grafana leaves an unknown one as it is written, and job=~"$jbo" selects nothing, silently. Where $datasource is
missing, grafana/datasource says so.`,
  run: (board) => {
    const known = new Set(board.variables.map(({ name }) => name))
    return places(board).flatMap(({ where, value }) =>
      namesIn(value)
        .concat(text(at(value, 'repeat')) || [])
        .filter((name) => !known.has(name) && !isBuiltIn(name) && name !== 'datasource')
        .map((name) =>
          say(where, `refers to $${name}, which is no variable of this dashboard; define it, or correct it`),
        ),
    )
  },
}

export const unused: DashboardRule = {
  id: 'grafana/unused',
  doc: `Every variable is used somewhere but in itself. One that is not makes people believe that they have filtered something.`,
  run: (board) => {
    const users = places(board).map(({ value }) => ({ value, names: [...namesIn(value), at(value, 'repeat')] }))
    return board.variables.flatMap(({ raw, where, name }) => {
      const used = users.some(({ value, names }) => value !== raw && names.includes(name))
      return sayIf(!used, where, 'is not used; leave it out, or filter by it')
    })
  },
}

/** The parts of a dashboard in which Grafana replaces variables, each once. */
const places = ({ raw, panels, variables, annotations }: Board): { where: string; value: unknown }[] => [
  ...panels.map((panel) => ({ where: panel.where, value: { ...panel.raw, panels: undefined } })),
  ...[...variables, ...annotations].map((part) => ({ where: part.where, value: part.raw })),
  { where: 'dashboard', value: { ...raw, panels: undefined, templating: undefined, annotations: undefined } },
]
