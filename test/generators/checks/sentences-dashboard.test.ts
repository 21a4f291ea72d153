/** What the compiler refuses on a dashboard is refused at load time too, for definitions that it could not see. */
import { readdirSync } from 'node:fs'
import { gauge, type Panel, type Query } from 'plimsoll'
import { describe, expect, test } from 'vitest'
import { board, chart } from '../../support/boards.ts'
import { problemsOf } from '../../support/system.ts'
import { latency, memory, memoryMax, requests } from '../../types/misuse/vocabulary.ts'

const age = gauge('age_seconds', { help: 'Age.', unit: 'seconds' })
const app = { exposes: [requests, latency, memory, memoryMax, age] }

/** What the panels, or the query, of a misuse are told, without the id and the name. */
async function told(fixture: string): Promise<readonly string[]> {
  const { e } = (await import(`../../types/misuse/${fixture}.ts`)) as { readonly e: Panel | readonly Panel[] | Query }
  const panels = Array.isArray(e) ? (e as readonly Panel[]) : 'queries' in (e as Panel).data ? [e as Panel] : undefined
  const said = await problemsOf({ app, dashboards: [board(panels ?? [chart(e as Query)], { variables: [] })] })
  return said.map((line) => line.replace(/^\S+ (?:main: (?:\w+: errors|\w+)|\w+): /, ''))
}

const raw = 'cannot use a raw counter, which only ever grows; take rate() or increase() of it first'

const sentences: Readonly<Record<string, readonly string[]>> = {
  // percentiles are of all, whatever the rest is by
  'block-by-a-label-of-one-of-two': [],
  'block-by-a-wrong-label': ['by names the label endpont, but there is only endpoint, instance, job, method, status'],
  'block-of-a-gauge': ['rate() needs a counter, not a gauge; use delta() or deriv() for a gauge'],
  'block-of-other-labels': [
    'the right side lacks the label slab; aggregate both sides alike, or say on, ignoring, groupLeft or groupRight',
  ],
  // bytes by seconds are bytes per second, which is a unit too
  'block-of-other-units': [],
  'heatmap-without-buckets': ["a heatmap needs buckets; show sum(rate(x.bucket, rateInterval), { by: ['le'] })"],
  'legend-of-a-removed-label': ['the legend names the label instance, which sum by (endpoint) has removed'],
  'mark-of-a-bare-number': ['marks.0: a mark is a quantity, such as count(100)'],
  'panel-of-a-raw-counter': [`panel.timeSeries() ${raw}`],
  'panel-of-a-raw-counter-among-others': [
    `panel.timeSeries() ${raw}`,
    "is in count, and the panel shows count/second; give it an axis of its own with query(…, { axis: 'right' }), or make two panels",
  ],
  'panel-of-a-whole-histogram': [
    'panel.stat() cannot use a whole histogram or summary; take its .bucket, .count or .sum',
  ],
  'panel-with-an-option-of-another-kind': [],
  'panel-without-a-description': ['a panel says what it shows'],
  'panel-without-an-expression': ['a panel shows at least one expression'],
  'query-of-a-raw-counter': [`panel.timeSeries() ${raw}`],
  'top-of-a-raw-counter': [`topk() ${raw}`],
  'use-of-a-raw-counter': [`panel.timeSeries() ${raw}`],
}

/** A histogram has parts, and nothing else has: JavaScript says so itself, where the definition is. */
const thrown = ['red-without-a-histogram']

describe('the loader says of a misuse', () => {
  test.each(Object.keys(sentences))('%s', async (name) => {
    expect(await told(name)).toEqual(sentences[name])
  })

  test('and of all that are there', () => {
    const fixtures = readdirSync(new URL('../../types/misuse/', import.meta.url))
      .map((file) => file.slice(0, -3))
      .filter((name) => /^(?:block|heatmap|legend|mark|panel|query|red|top|use)-/.test(name))
    expect(fixtures.toSorted()).toEqual([...Object.keys(sentences), ...thrown].toSorted())
  })
})
