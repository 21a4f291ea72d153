/** Panels by themselves: what they are, what they are called, and what tells them apart. */
import { type Panel, withoutQueries } from './board.ts'
import { at, has, isBlank, isCount, list, text } from './json.ts'
import { type DashboardRule, type Said, say, sayIf } from './rule.ts'

/** The panel types of Grafana that Plimsoll writes. */
const types = ['bargauge', 'gauge', 'heatmap', 'row', 'stat', 'state-timeline', 'table', 'text', 'timeseries']
/** Panels of AngularJS, and what took their place. */
const angular: Readonly<Record<string, string>> = {
  graph: 'timeseries',
  singlestat: 'stat',
  'table-old': 'table',
  'grafana-singlestat-panel': 'stat',
  'grafana-piechart-panel': 'bargauge',
  'grafana-worldmap-panel': 'table',
}

export const plugin: DashboardRule = {
  id: 'grafana/plugin',
  doc: `Every panel has a type that each Grafana has built in and that this lint knows: ${types.join(', ')}. An unknown
one is a box that says "plugin not found". The panels of AngularJS (graph, singlestat, table-old) are gone since Grafana 12.`,
  run: ({ panels }) =>
    panels.flatMap(({ raw, type, where, row }) => [
      ...sayIf(!types.includes(type), where, unknownType(type, raw.type)),
      ...sayIf(type === 'row' && row !== undefined, where, 'is a row in a row, which Grafana cannot show; take it out'),
    ]),
}

const unknownType = (type: string, given: unknown): string =>
  Object.hasOwn(angular, type)
    ? `has the type ${type}, which needs AngularJS and is gone since Grafana 12; take ${angular[type]}`
    : `${has('type', given)}; take one of ${types.join(', ')}`

export const title: DashboardRule = {
  id: 'grafana/title',
  doc: `Every panel has a title and a description: what is shown, and how to read it, for somebody who sees it for the first time at
night. A row has a title; a text has its content instead. Source: panel-title-description-rule of dashboard-linter.`,
  run: ({ panels }) =>
    panels.flatMap(({ raw, type, where }) => {
      if (type === 'text')
        return sayIf(
          isBlank(at(raw, 'options', 'content')),
          where,
          'is a text without content; write it, or leave it out',
        )
      return [
        ...sayIf(isBlank(raw.title), where, 'has no title; say what it shows'),
        ...sayIf(
          type !== 'row' && isBlank(raw.description),
          where,
          'has no description; say how to read it, and what is normal',
        ),
      ]
    }),
}

export const ids: DashboardRule = {
  id: 'grafana/ids',
  doc: `Every panel and every row has an id of its own, a whole number above 0. Grafana accepts others and numbers them anew when it loads
the dashboard, so that a link with viewPanel shows another panel tomorrow. Source: https://github.com/grafana/grafana/issues/65468`,
  run: ({ panels }) => {
    const taken = new Map<number, Panel>()
    return panels.flatMap((panel): Said[] => {
      const { id } = panel.raw
      if (!isCount(id) || id === 0 || id > 0x7fffffff)
        return [say(panel.where, `${has('id', id)}; number it, from 1 to ${0x7fffffff}`)]
      const other = taken.get(id)
      if (other) return [say(panel.where, `has the id ${id}, as has ${name(other)}; number one anew`)]
      taken.set(id, panel)
      return []
    })
  },
}

const name = ({ title: of, where }: Panel): string => (isBlank(of) ? where : of)

export const targets: DashboardRule = {
  id: 'grafana/targets',
  doc: `A panel asks at least one query, and none of its queries is hidden; a row or a text asks none. Without a query Grafana invents one
and shows random numbers, or nothing. An empty list counts as none, which panel-no-targets-rule of dashboard-linter lets pass.`,
  run: ({ panels }) =>
    panels.flatMap(({ raw, type, where, queries }): Said[] => {
      if (withoutQueries.includes(type))
        return sayIf(list(raw.targets).length > 0, where, `is a ${type} and asks queries; leave its targets out`)
      if (queries.length === 0) return [say(where, 'asks no query; give it a target, or leave the panel out')]
      return queries.flatMap((query) =>
        sayIf(query.raw.hide === true, query.where, 'is hidden, so nobody sees what it costs; leave it out'),
      )
    }),
}

export const refId: DashboardRule = {
  id: 'grafana/refid',
  doc: `Every query of a panel has a refId of its own, A, B and so on. Overrides, transformations and expressions name a query by it, and
of two with one refId Grafana keeps the last answer only.`,
  run: ({ panels }) =>
    panels.flatMap(({ queries }) => {
      const all = queries.map(({ raw }) => text(raw.refId))
      return queries.flatMap(({ raw, where }, i): Said[] => {
        const given = text(raw.refId)
        if (!/^\w+$/.test(given)) return [say(where, `${has('refId', raw.refId)}; call it A, B and so on`)]
        return sayIf(
          all.indexOf(given) !== i,
          where,
          `has the refId ${given}, as has another query; take the next letter`,
        )
      })
    }),
}
