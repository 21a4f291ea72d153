import { walk } from '../../schemas/promql/ast.ts'
import { type Panel, type Query, withoutQueries } from './board.ts'
import { isBlank, list, show, text } from './json.ts'
import { overridesOf, standard } from './overrides.ts'
import { type DashboardRule, type Said, say, sayIf } from './rule.ts'
import { isUnit } from './units-table.ts'

export const unit: DashboardRule = {
  id: 'grafana/unit',
  doc: `Every panel with values has a unit, one of Grafana's ids or a written-out one such as suffix:req/s, unless its values are mapped to
words; so has every override that sets one. Grafana takes an unknown id for a suffix and says nothing. Where the query's unit is
known and Grafana's stands for another, the numbers would be read wrongly: seconds as ms, a ratio as percent. Stronger than
panel-units-rule of dashboard-linter, which looks at six types of panel, and at the last override only.`,
  run: ({ panels }) =>
    panels
      .filter(({ type }) => !withoutQueries.includes(type))
      .flatMap((panel) => [...unitProblems(panel), ...dimensionProblems(panel)]),
}

const isMapped = (panel: Panel): boolean => list(standard(panel, 'mappings')).length > 0

function unitProblems(panel: Panel): Said[] {
  const { where } = panel
  const given = standard(panel, 'unit')
  const overridden = overridesOf(panel).flatMap(({ values }) => (values.has('unit') ? [values.get('unit')] : []))
  const invalid = [...(given === undefined ? [] : [given]), ...overridden].filter((one) => !isUnit(text(one)))
  return [
    ...sayIf(isBlank(given) && !isMapped(panel), where, 'has no unit; take one of the expression, or none'),
    ...invalid
      .filter((one) => !isBlank(one))
      .map((one) => say(where, `has the unit ${show(one)}, which Grafana does not know; take its id, or suffix:…`)),
  ]
}

/** What some of Grafana's units stand for. The others, such as short, fit whatever is counted. */
const dimensions: ReadonlyMap<string, string> = new Map(
  Object.entries({
    s: 'seconds',
    ms: 'milliseconds',
    µs: 'microseconds',
    ns: 'nanoseconds',
    m: 'minutes',
    dtdurations: 'seconds',
    clocks: 'seconds',
    bytes: 'bytes',
    decbytes: 'bytes',
    kbytes: 'kibibytes',
    mbytes: 'mebibytes',
    gbytes: 'gibibytes',
    binBps: 'bytes/second',
    Bps: 'bytes/second',
    percentunit: 'ratio',
    percent: 'percent',
    celsius: 'celsius',
    joule: 'joules',
    watt: 'watts',
    volt: 'volts',
    amp: 'amperes',
    hertz: 'hertz',
    currencyUSD: 'usd',
    reqps: 'count/second',
    ops: 'count/second',
    cps: 'count/second',
  }),
)
const known = new Set(dimensions.values())

/** What can be told of each query: its override by refId, or else the panel's unit where no other override sets one. */
function dimensionProblems(panel: Panel): Said[] {
  const setting = overridesOf(panel).filter(({ values }) => values.has('unit'))
  const byName = setting.some(({ matcher }) => matcher !== 'byFrameRefID')
  return panel.queries.flatMap((query): Said[] => {
    const own = setting.find(({ matcher, options }) => matcher === 'byFrameRefID' && options === query.raw.refId)
    const given = text(own ? own.values.get('unit') : byName ? undefined : standard(panel, 'unit'))
    const [asked, shown] = [isScaled(query) ? '' : (query.shape?.unit ?? ''), dimensions.get(given)]
    if (shown === undefined || !known.has(asked) || asked === shown || panel.type === 'heatmap') return []
    return [
      say(query.where, `gives ${asked}, and is shown as ${given}, which is for ${shown}; take the unit of ${asked}`),
    ]
  })
}

/** Whether a number turns a unit into another, as 100 does with a ratio. */
const isScaled = ({ node }: Query): boolean =>
  node !== undefined &&
  walk(node).some(
    (part) =>
      part.type === 'BinaryExpr' &&
      (part.op === '*' || part.op === '/') &&
      (part.lhs.type === 'NumberLiteral' || part.rhs.type === 'NumberLiteral'),
  )
