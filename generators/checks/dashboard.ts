import type { Domain } from '../../schemas/model/label.ts'
import { scrapedIn, varies } from '../facts/filters.ts'
import { panelKey } from '../load/dashboards.ts'
import { keyOf } from '../load/ids.ts'
import type { ResolvedDashboard } from '../load/system.ts'
import { type Check, type Found, found } from './check.ts'
import { nearest } from './nearest.ts'
import { repeated } from './repeated.ts'

export const dashboardUnique: Check = {
  id: 'dashboard/unique',
  doc: `Each dashboard of a system has a name and a title of its own: the name is its file, and two of one title in a folder make Grafana
stop updating all dashboards of the folder, with a line in its log and no other sign. Source: Grafana's provisioning, validator.go.`,
  run: ({ dashboards }) => [
    ...repeated(dashboards, ({ data }) => data.name).map(({ data }) =>
      found(
        data,
        dashboards.filter((other) => other.data === data).length > 1
          ? 'is listed twice; list it once'
          : `two dashboards are named ${data.name}; rename one`,
      ),
    ),
    ...repeated([...new Map(dashboards.map((one) => [one.data, one])).values()], ({ data }) =>
      data.title.toLowerCase(),
    ).map(({ data }) =>
      found(
        data,
        `two dashboards have the title ${JSON.stringify(data.title)}, on which Grafana updates none; rename one`,
      ),
    ),
  ],
}

export const panelUnique: Check = {
  id: 'panel/unique',
  doc: `Each panel of a dashboard has a key of its own, which is its title if nothing else is said, and each row a title: the ids that
links and alerts refer to are made from them, so that they do not shift when a panel is inserted.`,
  run: ({ dashboards }) => dashboards.flatMap((dashboard) => [...samePanels(dashboard), ...sameRows(dashboard)]),
}

function samePanels({ data }: ResolvedDashboard): Found[] {
  return repeated(
    data.rows.flatMap(({ panels }) => panels),
    panelKey,
  ).map((panel) =>
    found(
      { file: panel.data.file, name: `${data.name}: ${panel.data.title}` },
      `two panels have the key ${panelKey(panel)}; rename one, or give it a key`,
    ),
  )
}

const sameRows = ({ data }: ResolvedDashboard): Found[] =>
  repeated(data.rows, ({ title }) => keyOf(title)).map(({ title }) =>
    found(data, `two rows have the title ${JSON.stringify(title)}; rename one`),
  )

export const dashboardVariables: Check = {
  id: 'dashboard/variables',
  doc: `A variable of a dashboard is a label that something on it has and that has more than one value: otherwise there is nothing to
choose, or the choice changes nothing. One that is fixed is a label whose values are enumerated wherever it is defined.`,
  run: (system) =>
    system.dashboards.flatMap(({ data, queries }) => {
      const selectors = queries.flatMap(({ expr }) => scrapedIn(expr, system))
      const labels = [...new Set(selectors.flatMap(({ series }) => Object.keys(series?.labels ?? {})))].sort()
      return [
        ...(data.variables ?? []).flatMap((label): Found[] => {
          if (selectors.some((selector) => varies(label, selector, system))) return []
          if (labels.includes(label))
            return isTarget(label) ? [] : [found(data, `${label} has one value on this dashboard; remove the variable`)]
          const close = nearest(label, labels)
          const hint = close === undefined ? `they have ${labels.join(', ')}` : `did you mean ${close}?`
          return [found(data, `no series on this dashboard has the label ${label}; ${hint}`)]
        }),
        ...data.fixed
          .filter((label) => labels.includes(label))
          .filter((label) => !selectors.every(({ series }) => isListable(series?.labels[label])))
          .map((label) =>
            found(
              data,
              `${label} is not enumerated in each of its definitions, or Grafana cannot list its values; write '${label}' for those that there are`,
            ),
          ),
      ]
    }),
}

/** Whether Grafana can offer the values as a list: it trims them, and takes ` : ` for the end of a text. */
const isListable = (domain: Domain | undefined): boolean =>
  domain === undefined ||
  (domain.kind === 'enumerated' &&
    domain.values.every((value) => /^\S(?:.*\S)?$/.test(value) && !/ : |\\$/.test(value)))

/** There may be one instance today and two tomorrow. */
const isTarget = (label: string): boolean => label === 'job' || label === 'instance'
