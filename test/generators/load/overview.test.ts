/** The dashboard of all alerts, which is made from the alerts alone. */
import {
  absent,
  and,
  breaches,
  count,
  gt,
  histogramQuantile,
  max,
  min,
  minutes,
  or,
  rate,
  ruleGroup,
  seconds,
  sum,
  thresholds,
} from 'plimsoll'
import { describe, expect, test } from 'vitest'
import { above, watchdog } from '../../support/alerting.ts'
import { boardsOf, exprsOf, panelsOf } from '../../support/boards.ts'
import { alarm, alerts, connections, latency, type Parts, problemsOf, systemFrom } from '../../support/system.ts'

const limits = thresholds({
  many: { above: count(100), why: 'Sized for a hundred.' },
  slow: { above: seconds(1), why: 'It feels slow.' },
  few: { below: count(5), why: 'Nobody is there.' },
})
const always = [alerts]

async function overview(parts: Parts) {
  const { alerts: found } = await boardsOf({ always, ...parts })
  if (!found) throw new Error('there is no overview')
  return found
}

describe('there is none', () => {
  test.each<{ name: string; input: Parts }>([
    { name: 'where nothing defines ALERTS', input: { rules: [above(1, {}, 'Many')] } },
    { name: 'where there is no alert', input: { always } },
    { name: 'where the watchdog is the only alert', input: { always, rules: [watchdog] } },
  ])('$name', async ({ input }) => {
    expect((await systemFrom(input)).dashboards).toEqual([])
  })
})

test('it has a row for each group, a panel for each alert, and none for severity none', async () => {
  const found = await overview({
    rules: [watchdog, above(1, {}, 'Many'), above(2, { severity: 'info' }, 'SomeMore')],
    groups: [ruleGroup('others', { rules: [alarm(absent(connections), {}, 'Gone')] })],
  })
  expect(found.uid).toBe('demo-alerts')
  expect(found.title).toBe('Demo: alerts')
  expect(found.panels.map(({ type, title }) => `${type} ${title}`)).toEqual([
    'row Now',
    'stat Critical',
    'stat Warning',
    'stat Info',
    'stat Pending',
    'table Alerts that are pending or firing',
    'state-timeline When alerts fired',
    'row Alerts: rules',
    'timeseries Many',
    'timeseries SomeMore',
    'row Alerts: others',
    'timeseries Gone',
  ])
})

describe('what the panel of an alert shows', () => {
  const filter = ''
  test.each<{ name: string; input: Parameters<typeof alarm>[0]; output: readonly string[]; lines: readonly unknown[] }>(
    [
      {
        name: 'what is compared with a threshold, and the line',
        input: breaches(sum(connections), limits.many),
        output: [`sum(open_connections${filter})`],
        lines: [null, 100],
      },
      {
        name: 'both, where there are two thresholds',
        input: or(breaches(sum(connections), limits.many), breaches(min(connections), limits.few)),
        output: [`sum(open_connections${filter})`, `min(open_connections${filter})`],
        lines: [null, 5, 100],
      },
      {
        name: 'what has a threshold with a name, rather than what is compared with a number',
        input: or(gt(max(connections), count(0)), breaches(sum(connections), limits.many)),
        output: [`sum(open_connections${filter})`],
        lines: [null, 100],
      },
      {
        name: 'what is compared with a number, where no threshold has a name',
        input: gt(connections, count(7)),
        output: [`open_connections${filter}`],
        lines: [null],
      },
      {
        name: 'the condition itself, where nothing is compared, and 0 while all is well',
        input: absent(connections),
        output: [`absent(open_connections${filter}) or on () vector(0)`],
        lines: [null],
      },
    ],
  )('$name', async ({ input, output, lines }) => {
    const found = await overview({ rules: [alarm(input)], thresholds: limits })
    const panel = panelsOf(found).at(-1)
    expect(panel?.description).toMatch(/^Something is wrong\./)
    expect(panel && exprsOf(panel)).toEqual(output)
    expect(panel?.fieldConfig.defaults.thresholds.steps.map(({ value }) => value)).toEqual(lines)
  })
})

test('two thresholds of different units have an axis each, and the line of the first', async () => {
  const slow = breaches(histogramQuantile(0.95, sum(rate(latency.bucket, minutes(5)), { by: ['le'] })), limits.slow)
  const rules = [alarm(and(breaches(sum(connections), limits.many), slow))]
  expect(await problemsOf({ always, rules, thresholds: { many: limits.many, slow: limits.slow } })).toEqual([])
  const panel = panelsOf(await overview({ rules, thresholds: limits })).at(-1)
  expect(panel?.fieldConfig.defaults).toMatchObject({
    unit: 'short',
    thresholds: { steps: [{ value: null }, { value: 100 }] },
  })
  expect(panel?.fieldConfig.overrides).toMatchObject([
    {
      properties: [
        { id: 'custom.axisPlacement', value: 'right' },
        { id: 'unit', value: 's' },
      ],
    },
  ])
})

test('it counts what fires, and says 0 where nothing does', async () => {
  const found = await overview({ rules: [above(1, {}, 'Many')] })
  const [critical, , , pending, table] = panelsOf(found)
  expect(critical && exprsOf(critical)).toEqual(['count(ALERTS{alertstate="firing",severity="critical"}) or vector(0)'])
  expect(pending && exprsOf(pending)).toEqual(['count(ALERTS{severity!="none",alertstate="pending"}) or vector(0)'])
  expect(table?.targets).toMatchObject([{ instant: true, range: false, format: 'table' }])
})

test('it is a file of the system, not of the generator', async () => {
  const { data, dashboards } = await systemFrom({ always, rules: [above(1, {}, 'Many')] })
  const files = dashboards.flatMap((one) => [one.data.file, ...one.panels.map((panel) => panel.data.file)])
  expect(new Set(files)).toEqual(new Set([data.file]))
})
