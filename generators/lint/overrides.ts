/** Standard options of a panel, and overrides of them for some of its series. */
import type { Panel } from './board.ts'
import { at, isBlank, list, show, text } from './json.ts'
import { type DashboardRule, type Said, say, sayIf } from './rule.ts'

export interface Override {
  readonly matcher: string
  readonly options: unknown
  readonly values: ReadonlyMap<string, unknown>
}

/** A standard option of a panel, `unit` for instance. */
export const standard = ({ raw }: Panel, option: string): unknown => at(raw, 'fieldConfig', 'defaults', option)

export const overridesOf = ({ raw }: Panel): Override[] =>
  list(at(raw, 'fieldConfig', 'overrides')).map((override) => ({
    matcher: text(at(override, 'matcher', 'id')),
    options: at(override, 'matcher', 'options'),
    values: new Map(
      list(at(override, 'properties')).map((property) => [text(at(property, 'id')), at(property, 'value')]),
    ),
  }))

const matchers = ['byFrameRefID', 'byName', 'byNames', 'byRegexp', 'byType', 'byValue']
const properties = [
  ...['color', 'decimals', 'description', 'displayName', 'filterable', 'links', 'mappings', 'max', 'min'],
  ...['noValue', 'thresholds', 'unit', 'fieldMinMax'],
]

export const overrides: DashboardRule = {
  id: 'grafana/overrides',
  doc: `An override matches something and sets something: its matcher is one that Grafana knows, a refId in it is that of a query of the panel,
a name is that of a series where all legends are fixed texts, a pattern can be read, and its properties are standard options or
custom.… ones. Grafana ignores the others without a word.`,
  run: ({ panels }) =>
    panels.flatMap((panel) =>
      overridesOf(panel).flatMap((override) => [
        ...matcherProblems(panel, override).map((message) => say(panel.where, message)),
        ...propertyProblems(panel, override),
      ]),
    ),
}

function matcherProblems(panel: Panel, { matcher, options }: Override): string[] {
  const shown = `has an override ${matcher} of ${show(options)}`
  if (!matchers.includes(matcher))
    return [`has an override with the matcher ${show(matcher)}; take one of ${matchers.join(', ')}`]
  if (matcher === 'byFrameRefID' && !panel.queries.some(({ raw }) => raw.refId === options))
    return [`${shown}, and no such query; correct the refId`]
  if (matcher === 'byRegexp' && !isPattern(text(options)))
    return [`${shown}, which is no regular expression; correct it`]
  const names = seriesNames(panel)
  if (matcher === 'byName' && names && !names.includes(text(options)))
    return [`${shown}, and no such series; it has ${names.join(', ')}`]
  return []
}

/** What Grafana calls the series of a panel, where the panel alone says so. */
function seriesNames(panel: Panel): string[] | undefined {
  const legends = panel.queries.map(({ raw }) => text(raw.legendFormat))
  const fixed = legends.every((one) => !isBlank(one) && !/\{\{|\$|^__/.test(one))
  const renamed = list(panel.raw.transformations).length > 0 || panel.type === 'table' || panel.type === 'heatmap'
  return fixed && !renamed ? legends : undefined
}

/** Written as a pattern alone, or as /pattern/flags. */
function isPattern(given: string): boolean {
  const [, pattern = given, flags = ''] = /^\/(.*)\/([a-z]*)$/s.exec(given) ?? []
  try {
    new RegExp(pattern, flags)
    return given !== ''
  } catch {
    return false
  }
}

const propertyProblems = ({ where }: Panel, { values }: Override): Said[] => [
  ...sayIf(values.size === 0, where, 'has an override that sets nothing; leave it out'),
  ...[...values.keys()]
    .filter((id) => !properties.includes(id) && !/^custom\.\w/.test(id))
    .map((id) => say(where, `has an override that sets ${show(id)}; take a standard option, or custom.…`)),
]
