/** Options of panels that decide whether something can be seen at all. */
import type { Panel } from './board.ts'
import { at, fields, has, list, show, text } from './json.ts'
import { overridesOf, standard } from './overrides.ts'
import { type DashboardRule, type Said, say, sayIf } from './rule.ts'

export const thresholds: DashboardRule = {
  id: 'grafana/thresholds',
  doc: `Thresholds begin with a step whose value is null, the colour of all that is lower, and ascend from there, each with a colour; their
mode is absolute or percentage. Grafana takes the last step that a value reaches, so that one out of order is never seen.`,
  run: ({ panels }) =>
    panels.flatMap((panel) =>
      [standard(panel, 'thresholds'), ...overridesOf(panel).map(({ values }) => values.get('thresholds'))]
        .filter((given) => given !== undefined)
        .flatMap((given) => thresholdProblems(panel, given)),
    ),
}

function thresholdProblems({ where }: Panel, given: unknown): Said[] {
  const steps = list(at(given, 'steps')).map(fields)
  const values = steps.map(({ value }) => value)
  const ascends = values.slice(1).every((value, i) => {
    const below = i === 0 ? Number.NEGATIVE_INFINITY : values[i]
    return typeof value === 'number' && typeof below === 'number' && value > below
  })
  const mode = at(given, 'mode')
  return [
    ...sayIf(
      mode !== 'absolute' && mode !== 'percentage',
      where,
      `has thresholds and ${has('mode', mode)}; write absolute or percentage`,
    ),
    ...sayIf(values[0] !== null, where, 'has thresholds without a first step; begin with the value null'),
    ...sayIf(!ascends, where, 'has thresholds that do not ascend; put the steps in order, each a number'),
    ...sayIf(
      steps.some(({ color }) => text(color) === ''),
      where,
      'has a threshold without a colour; give it one',
    ),
  ]
}

export const bounds: DashboardRule = {
  id: 'grafana/bounds',
  doc: `The least value of an axis or a gauge is below the greatest, and so is axisSoftMin below axisSoftMax; both are numbers. Otherwise the
axis is upside down, or all values lie outside.`,
  run: ({ panels }) =>
    panels.flatMap((panel) => {
      const custom = (key: string) => at(standard(panel, 'custom'), key)
      return [
        ...boundProblems(panel, standard(panel, 'min'), standard(panel, 'max'), 'min', 'max'),
        ...boundProblems(panel, custom('axisSoftMin'), custom('axisSoftMax'), 'axisSoftMin', 'axisSoftMax'),
        ...overridesOf(panel).flatMap(({ values }) => [
          ...boundProblems(panel, values.get('min'), values.get('max'), 'min', 'max'),
          ...boundProblems(
            panel,
            values.get('custom.axisSoftMin'),
            values.get('custom.axisSoftMax'),
            'axisSoftMin',
            'axisSoftMax',
          ),
        ]),
      ]
    }),
}

function boundProblems({ where }: Panel, min: unknown, max: unknown, low: string, high: string): Said[] {
  const given = [min, max].filter((end) => end !== undefined && end !== null)
  const odd = given.find((end) => typeof end !== 'number')
  if (odd !== undefined) return [say(where, `has ${show(odd)} as ${low} or ${high}; write a number`)]
  return sayIf(
    typeof min === 'number' && typeof max === 'number' && min >= max,
    where,
    `has the ${low} ${show(min)} and the ${high} ${show(max)}; lower the ${low}`,
  )
}

/** https://grafana.com/docs/grafana/latest/panels-visualizations/query-transform-data/calculation-types/ */
const calculations = new Set(
  (
    'lastNotNull last firstNotNull first min max mean variance stdDev sum count range delta step diff logmin allIsZero ' +
    'allIsNull changeCount distinctCount diffperc allValues uniqueValues median countAll'
  ).split(' '),
)

export const calculation: DashboardRule = {
  id: 'grafana/calculation',
  doc: `A stat, a gauge and a bar gauge say how one number is made of many: reduceOptions.calcs has one that Grafana knows, such as
lastNotNull. An empty list, which the foundation SDK writes by itself, shows nothing.`,
  run: ({ panels }) =>
    panels
      .filter(({ type }) => ['stat', 'gauge', 'bargauge'].includes(type))
      .flatMap(({ raw, where }) => {
        if (at(raw, 'options', 'reduceOptions', 'values') === true) return []
        const calcs = list(at(raw, 'options', 'reduceOptions', 'calcs'))
        const unknown = calcs.filter((calc) => !calculations.has(text(calc)) && !/^p\d\d?$/.test(text(calc)))
        return [
          ...sayIf(calcs.length === 0, where, 'has no calculation, so it shows nothing; write calcs: [lastNotNull]'),
          ...unknown.map((calc) =>
            say(where, `has the calculation ${show(calc)}; write lastNotNull, or another of Grafana`),
          ),
        ]
      }),
}

export const buckets: DashboardRule = {
  id: 'grafana/buckets',
  doc: `A heatmap shows buckets: its query keeps the label le and has the format heatmap, or gives native histograms, or the panel calculates
buckets itself. Without them Grafana draws one line of colour for each series.`,
  run: ({ panels }) =>
    panels
      .filter(({ type, raw }) => type === 'heatmap' && at(raw, 'options', 'calculate') !== true)
      .flatMap(({ queries }) =>
        queries.flatMap(({ raw, where, shape }): Said[] => {
          if (!shape || shape.kind === 'histogram') return []
          if (!Object.hasOwn(shape.labels, 'le'))
            return [say(where, 'has no label le for a heatmap; keep it, as in sum by (le)')]
          return sayIf(raw.format !== 'heatmap', where, `${has('format', raw.format)}; write heatmap`)
        }),
      ),
}
