/** A dashboard as the rules see it: every panel, query and variable with its place, and every query understood. */
import type { Series } from '../../schemas/promql/series.ts'
import { at, type Fields, fields, isBlank, isCount, list, text } from './json.ts'
import { type Understood, understand } from './query.ts'

export interface Context {
  /** What a name in PromQL stands for. */
  readonly series: ReadonlyMap<string, Series>
  /** The names of the alerts that there are; not looked up where they are left out. */
  readonly alerts?: ReadonlySet<string>
}

export interface Board extends Context {
  readonly raw: Fields
  readonly title: string
  readonly uid: string
  /** Rows and what is in them, in the order in which they are shown. */
  readonly panels: readonly Panel[]
  /** Of the panels and of the annotations. */
  readonly queries: readonly Query[]
  readonly variables: readonly Variable[]
  readonly annotations: readonly Annotation[]
}

export interface Panel {
  readonly raw: Fields
  readonly where: string
  readonly type: string
  readonly title: string
  readonly queries: readonly Query[]
  /** The collapsed row that holds it. */
  readonly row?: Panel
}

export interface Annotation {
  readonly raw: Fields
  readonly where: string
  /** Grafana's own, which marks what people annotate. */
  readonly builtIn: boolean
}

export interface Query extends Understood {
  readonly raw: Fields
  readonly where: string
}

export interface Variable {
  readonly raw: Fields
  readonly where: string
  readonly name: string
  readonly type: string
  /** What the query `label_values(source, label)` asks for; undefined where it is no such query. */
  readonly values?: { readonly label: string; readonly source: Understood }
}

/** Panels whose content is their own, and which have no queries. */
export const withoutQueries = ['row', 'text']

export function boardOf(dashboard: unknown, context: Context): Board {
  const raw = fields(dashboard)
  const listed = list(at(raw, 'templating', 'list')).map(fields)
  const spans = new Set(listed.filter(({ type }) => type === 'interval').map(({ name }) => text(name)))
  const read = (expr: string): Understood => understand(expr, context.series, spans)
  const panels = panelsOf(raw, read)
  const annotations = list(at(raw, 'annotations', 'list')).map((given) => annotationOf(fields(given)))
  const marks = annotations.filter(({ builtIn }) => !builtIn)
  return {
    ...context,
    raw,
    title: text(raw.title),
    uid: text(raw.uid),
    panels,
    queries: [
      ...panels.flatMap(({ queries }) => queries),
      ...marks.map((mark) => ({ ...read(text(mark.raw.expr)), ...mark })),
    ],
    variables: listed.map((variable, i) => variableOf(variable, i, read)),
    annotations,
  }
}

type Read = (expr: string) => Understood

const annotationOf = (raw: Fields): Annotation => ({
  raw,
  where: `annotation ${text(raw.name)}`.trim(),
  builtIn: raw.builtIn === 1 && at(raw, 'datasource', 'uid') === '-- Grafana --',
})

function panelsOf(raw: Fields, read: Read): Panel[] {
  return list(raw.panels).flatMap((given, i) => {
    const panel = panelOf(fields(given), `${i + 1}`, read)
    if (panel.type !== 'row') return [panel]
    const inside = list(panel.raw.panels).map((inner, j) => ({
      ...panelOf(fields(inner), `${i + 1}.${j + 1}`, read),
      row: panel,
    }))
    return [panel, ...inside]
  })
}

function panelOf(raw: Fields, position: string, read: Read): Panel {
  const [type, title] = [text(raw.type), text(raw.title)]
  const name = isCount(raw.id) ? `panel ${raw.id}` : `panel at position ${position}`
  const where = isBlank(title) ? name : `${name} (${title})`
  const queries = list(raw.targets).map((given) => {
    const target = fields(given)
    return {
      ...read(text(target.expr)),
      raw: target,
      where: `${where}, query ${text(target.refId) || '?'}`,
    }
  })
  return { raw, where, type, title, queries }
}

const labelValues = /^\s*label_values\s*\(\s*(\S[\s\S]*?)\s*,\s*([a-zA-Z_]\w*)\s*\)\s*$/

function variableOf(raw: Fields, index: number, read: Read): Variable {
  const name = text(raw.name)
  const [, source, label] = labelValues.exec(queryOf(raw)) ?? []
  return {
    raw,
    where: name === '' ? `variable at position ${index + 1}` : `variable ${name}`,
    name,
    type: text(raw.type),
    ...(source !== undefined && label !== undefined && { values: { label, source: read(source) } }),
  }
}

/** A variable's query, which Grafana writes as a text or as an object around one. */
export const queryOf = (variable: Fields): string => text(variable.query) || text(at(variable, 'query', 'query'))
