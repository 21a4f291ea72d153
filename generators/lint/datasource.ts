import { type Board, withoutQueries } from './board.ts'
import { at, has, isFields, show, text } from './json.ts'
import { type DashboardRule, type Said, say, sayIf } from './rule.ts'

const uid = `\${datasource}`

export const datasource: DashboardRule = {
  id: 'grafana/datasource',
  doc: `The first variable is the data source: named datasource, labelled "Data source", of type datasource, for prometheus. All others
depend on it, and one dashboard serves every Prometheus. Stronger than template-datasource-rule of dashboard-linter, which asks for
neither the order nor the kind.`,
  run: ({ variables }) => {
    const [first] = variables
    if (first?.type !== 'datasource')
      return [say('dashboard', 'has no data source to choose; make a variable datasource of type datasource the first')]
    const { raw, where, name } = first
    return [
      ...sayIf(name !== 'datasource', where, 'is the data source and has another name; call it datasource'),
      ...sayIf(raw.label !== 'Data source', where, `${has('label', raw.label)}; write "Data source"`),
      ...sayIf(raw.query !== 'prometheus', where, `chooses among ${show(raw.query)}; its query is prometheus`),
      ...variables
        .slice(1)
        .flatMap((other) => sayIf(other.type === 'datasource', other.where, 'is a second data source; keep one')),
    ]
  },
}

export const source: DashboardRule = {
  id: 'grafana/source',
  doc: `Every panel, query, query variable and annotation says that its data source is {type: prometheus, uid: ${uid}}. Where
it says nothing, Grafana takes the default of the organisation; where it names one, the dashboard works in one Grafana only.
Stronger than panel-datasource-rule of dashboard-linter, which looks at four types of panel. Since nothing but Prometheus is left,
target-logql-rule and target-logql-auto-rule have nothing to find.`,
  run: (board) =>
    asking(board).flatMap(({ raw, where }): Said[] => {
      const given = raw.datasource
      if (!isFields(given)) return [say(where, `${has('data source', given)}; write {type: prometheus, uid: ${uid}}`)]
      const [type, named] = [at(given, 'type'), at(given, 'uid')]
      return [
        ...sayIf(type !== 'prometheus', where, `asks a data source of type ${show(type)}; write prometheus`),
        ...sayIf(text(named) !== uid, where, `asks the data source ${show(named)}; write ${uid}`),
      ]
    }),
}

/** Everything that a data source answers. */
const asking = ({ panels, variables, annotations }: Board) => [
  ...panels
    .filter(({ type }) => !withoutQueries.includes(type))
    .flatMap((panel) => [panel, ...panel.queries.map(({ raw, where }) => ({ raw, where }))]),
  ...variables.filter(({ type }) => type === 'query' || type === 'adhoc'),
  ...annotations.filter(({ builtIn }) => !builtIn),
]
