/** What the preview says that it leaves out. */
import { expect, test } from 'vitest'
import { always, systems } from '../../../../../definitions/index.ts'
import { type Board, type Panel, sectionsOf } from '../../../../../generators/demo/page/preview/board.ts'
import { undrawn } from '../../../../../generators/demo/page/preview/undrawn.ts'
import { load } from '../../../../../generators/load/load.ts'
import { grafana } from '../../../../../generators/outputs/grafana/index.ts'
import { root } from '../../../../support/system.ts'

const panel = (type: string, more: object): Panel => ({
  id: 1,
  type,
  title: 'P',
  gridPos: { h: 8, w: 12 },
  options: {},
  ...more,
})

test.each<[string, Panel, string[]]>([
  ['another kind of panel', panel('piechart', {}), ['panels of the kind piechart']],
  [
    'an option that nobody knows',
    panel('stat', { options: { graphMode: 'area', sparkle: true } }),
    ['options.sparkle true'],
  ],
  [
    'a value that is not drawn',
    panel('timeseries', { options: { legend: { placement: 'right' } } }),
    ['options.legend.placement "right"'],
  ],
  [
    'a transformation',
    panel('table', { transformations: [{ id: 'reduce', options: {} }] }),
    ['transformations.id "reduce"'],
  ],
  [
    'an override',
    panel('stat', {
      fieldConfig: { defaults: {}, overrides: [{ matcher: { id: 'byRegexp', options: 'x' }, properties: [] }] },
    }),
    ['fieldConfig.overrides.matcher.id "byRegexp"'],
  ],
  ['a panel that repeats', panel('stat', { repeat: 'job' }), ['repeat "job"']],
  ['nothing', panel('text', { options: { mode: 'markdown', content: 'Hello.' } }), []],
])('%s', (_, one, expected) => {
  expect(undrawn(one)).toEqual(expected)
})

test('of what is generated, nothing but the histogram in the tooltip of heatmaps', async () => {
  const loaded = await load({ systems, always, root })
  const boards = loaded.systems
    .flatMap(grafana)
    .flatMap(({ schema, value }) => (schema === 'dashboard' ? [value as Board] : []))
  const left = boards.flatMap(sectionsOf).flatMap(({ panels }) => panels.flatMap(undrawn))
  expect([...new Set(left)]).toEqual(['the histogram in the tooltip'])
})
