/** What a dashboard says of itself, before any panel. */
import { at, has, isBlank, isFields, list, show, text } from './json.ts'
import { type DashboardRule, type Said, say, sayIf } from './rule.ts'

const here = 'dashboard'

export const form: DashboardRule = {
  id: 'grafana/form',
  doc: `A dashboard is classic JSON: an object with a list of panels, each an object with a type, and lists of variables and annotations.
The newer form with elements and a layout is refused by Grafana's file provisioning, as is what the export dialog adds:
__inputs are never filled in, and every panel asks a data source named \${DS_PROMETHEUS}. https://github.com/grafana/grafana/issues/10786`,
  run: ({ raw }) => [
    ...['apiVersion', 'elements', 'layout', 'spec'].flatMap((key) =>
      sayIf(
        Object.hasOwn(raw, key),
        here,
        `has ${key}, which is not of classic JSON; write panels with gridPos instead`,
      ),
    ),
    ...['__inputs', '__requires', '__elements', 'rows'].flatMap((key) =>
      sayIf(Object.hasOwn(raw, key), here, `has ${key}, which file provisioning ignores; leave it out`),
    ),
    ...sayIf(list(raw.panels).length === 0, here, 'has no panels; add a panel that says what this is about'),
    ...lists.flatMap((path) => elements(path.join('.'), at(raw, ...path))),
    ...list(raw.panels).flatMap((panel) => elements('panels of a row', at(panel, 'panels'))),
  ],
}

const lists = [['panels'], ['links'], ['templating', 'list'], ['annotations', 'list']]

function elements(what: string, value: unknown): Said[] {
  if (value === undefined) return []
  if (!Array.isArray(value)) return [say(here, `${what} is ${show(value)}; write a list of objects`)]
  const wrong = value.find((element) => !isFields(element))
  return sayIf(wrong !== undefined, here, `${what} has ${show(wrong)} in its list; write an object`)
}

export const identity: DashboardRule = {
  id: 'grafana/identity',
  doc: `A dashboard has a title, and a uid of its own of at most 40 letters, digits, dashes and underscores: Grafana skips the file
otherwise, and without a uid it makes one up, so that no link to the dashboard lasts.
Source: the errors ErrDashboardUidTooLong and ErrDashboardInvalidUid of Grafana.`,
  run: ({ raw }) => [
    ...sayIf(isBlank(raw.title), here, 'has no title, so Grafana skips the file; give it one'),
    ...sayIf(
      !/^[\w-]{1,40}$/.test(text(raw.uid)),
      here,
      `${has('uid', raw.uid)}; take at most 40 letters, digits, dashes and underscores`,
    ),
  ],
}

export const version: DashboardRule = {
  id: 'grafana/version',
  doc: `The schemaVersion is 42, the newest of classic JSON. Grafana migrates an older one at each load, and guesses on the way:
a missing data source becomes the default one, and hidden series lose their tooltip.`,
  run: ({ raw }) => sayIf(raw.schemaVersion !== 42, here, `${has('schemaVersion', raw.schemaVersion)}; write 42`),
}

export const editable: DashboardRule = {
  id: 'grafana/editable',
  doc: `A generated dashboard says editable: false. Whoever changes one in the browser loses the change when the file is written again;
the place to change it is its definition. Source: uneditable-dashboard of dashboard-linter.`,
  run: ({ raw }) =>
    sayIf(raw.editable !== false, here, `${has('value editable', raw.editable)}; write false, since it is generated`),
}

/** Grafana's min_refresh_interval, unless its configuration says otherwise. */
const leastRefresh = 5_000
const milliseconds: Readonly<Record<string, number>> = {
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
  M: 2_592_000_000,
  Q: 7_776_000_000,
  y: 31_536_000_000,
}

export const refresh: DashboardRule = {
  id: 'grafana/refresh',
  doc: `A dashboard is drawn anew every five seconds or more, written 30s or 1m; auto, or the empty text for never, will do as well. Below
Grafana's min_refresh_interval of five seconds the file is refused or silently changed, and so is what cannot be read.`,
  run: ({ raw }) => {
    const given = raw.refresh ?? ''
    if (given === '' || given === 'auto') return []
    const [, n, unit] = /^(\d+)(ms|[smhd])$/.exec(text(given)) ?? []
    const every = Number(n) * (milliseconds[unit ?? ''] ?? Number.NaN)
    return sayIf(!(every >= leastRefresh), here, `${has('refresh', given)}; write 30s, or another span of 5s or more`)
  },
}

const relative = /^now(?:-(\d+)(ms|[smhdwMQy]))?(?:\/(?:[smhdwMQy]|f[Qy]))?$/

/** Milliseconds before now; NaN where it is no relative time. */
function ago(time: unknown): number {
  const match = relative.exec(text(time))
  return match ? Number(match[1] ?? 0) * (milliseconds[match[2] ?? 's'] ?? 0) : Number.NaN
}

export const time: DashboardRule = {
  id: 'grafana/time',
  doc: `The time range is relative and ends after it begins, as from now-6h to now: a fixed one shows an ever older past.
Source: https://grafana.com/docs/grafana/latest/dashboards/use-dashboards/#set-dashboard-time-range`,
  run: ({ raw }) => {
    const [from, to] = [at(raw, 'time', 'from'), at(raw, 'time', 'to')]
    const invalid = Object.entries({ from, to }).filter(([, end]) => Number.isNaN(ago(end)))
    if (invalid.length > 0)
      return invalid.map(([key, end]) =>
        say(here, `${has(`time.${key}`, end)}; write ${key === 'to' ? 'now' : 'now-6h'}`),
      )
    const empty = ago(from) < ago(to) || (from === to && !text(from).includes('/'))
    return sayIf(empty, here, `shows the time from ${show(from)} to ${show(to)}, which is empty; exchange the two`)
  },
}
