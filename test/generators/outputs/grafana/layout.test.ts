/** Panels stand on the grid as they are read: in order, beside and below each other, with nothing between them. */
import fc from 'fast-check'
import { panel, row } from 'plimsoll'
import { describe, expect, test } from 'vitest'
import { type Box, pack } from '../../../../generators/outputs/grafana/layout.ts'
import { panelTypes } from '../../../../schemas/model/panel.ts'
import { chart, mainBoard } from '../../../support/boards.ts'
import { connections } from '../../../support/system.ts'

const anyPanel = fc.record({
  type: fc.constantFrom(...panelTypes),
  width: fc.option(fc.integer({ min: 2, max: 24 }), { nil: undefined }),
  height: fc.option(fc.integer({ min: 2, max: 30 }), { nil: undefined }),
})
const anyPanels = fc.array(anyPanel, { minLength: 1, maxLength: 40 })

/** The boxes of each line, from above. */
function linesOf(boxes: readonly Box[]): Box[][] {
  return [...new Set(boxes.map(({ y }) => y))].map((y) => boxes.filter((box) => box.y === y))
}

describe('for any list of panels', () => {
  test('each cell of the grid between the top and the bottom belongs to exactly one panel', () => {
    fc.assert(
      fc.property(anyPanels, fc.integer({ min: 0, max: 500 }), (panels, top) => {
        const { boxes, bottom } = pack(panels, top)
        const cells = boxes.flatMap(({ x, y, w, h }) =>
          Array.from({ length: w * h }, (_, i) => `${x + (i % w)},${y + Math.floor(i / w)}`),
        )
        expect(new Set(cells).size, 'two panels overlap').toBe(cells.length)
        expect(cells.length, 'there is a gap').toBe(24 * (bottom - top))
        expect(boxes.every(({ x, y, w, h }) => x + w <= 24 && y >= top && y + h <= bottom)).toBe(true)
      }),
    )
  })

  test('they are read in the order in which they were defined', () => {
    fc.assert(
      fc.property(anyPanels, (panels) => {
        const { boxes } = pack(panels, 0)
        const read = boxes.toSorted((a, b) => a.y - b.y || a.x - b.x)
        expect(boxes).toHaveLength(panels.length)
        expect(read).toEqual(boxes)
      }),
    )
  })

  test('each has at least the width and the height that it asks for, and a line is as high as its highest panel', () => {
    fc.assert(
      fc.property(anyPanels, (panels) => {
        const { boxes } = pack(panels, 0)
        boxes.forEach(({ w, h }, i) => {
          expect(w).toBeGreaterThanOrEqual(panels[i]?.width ?? 2)
          expect(h).toBeGreaterThanOrEqual(panels[i]?.height ?? 2)
        })
        const wanted = panels.map(({ height, ...rest }) => height ?? pack([rest], 0).bottom)
        let i = 0
        for (const line of linesOf(boxes)) {
          const heights = wanted.slice(i, i + line.length)
          expect(line.map(({ h }) => h)).toEqual(line.map(() => Math.max(...heights)))
          i += line.length
        }
      }),
    )
  })

  test('a line ends only where the next panel has no room', () => {
    fc.assert(
      fc.property(anyPanels, (panels) => {
        const widths = panels.map(
          (one) => one.width ?? { stat: 4, gauge: 6, text: 24, stateTimeline: 24 }[one.type as 'stat'] ?? 12,
        )
        let i = 0
        for (const line of linesOf(pack(panels, 0).boxes)) {
          const taken = widths.slice(i, i + line.length).reduce((a, b) => a + b, 0)
          i += line.length
          expect(taken).toBeLessThanOrEqual(24)
          expect(taken + (widths[i] ?? 24)).toBeGreaterThan(24)
        }
      }),
    )
  })
})

describe('widths of a line', () => {
  test.each([
    { input: [12, 12], output: [12, 12] },
    { input: [8, 8, 8], output: [8, 8, 8] },
    { input: [4, 4, 4, 4, 4, 4], output: [4, 4, 4, 4, 4, 4] },
    { input: [6], output: [24] },
    { input: [4, 16], output: [5, 19] },
    { input: [5, 5, 5, 5], output: [6, 6, 6, 6] },
    { input: [7, 7, 7], output: [8, 8, 8] },
    { input: [16, 8, 12], output: [16, 8, 24] },
    { input: [13, 13], output: [24, 24] },
  ])('$input become $output', ({ input, output }) => {
    const { boxes } = pack(
      input.map((width) => ({ type: 'stat', width })),
      0,
    )
    expect(boxes.map(({ w }) => w)).toEqual(output)
  })
})

const titled = (title: string) => chart(connections, {}, { title })

test('the rows of a dashboard: a collapsed one takes a line, and holds panels that stand as if it were open', async () => {
  const main = await mainBoard([], {
    board: {
      rows: [
        row('Open', [titled('A'), titled('B')]),
        row('Closed', [titled('C'), titled('D'), titled('E')], { collapsed: true }),
        row('Last', [panel.text('F', { text: 'Hello.' })]),
      ],
    },
  })
  const place = ({ title, collapsed, gridPos: { x, y, w, h } }: (typeof main.panels)[number]) =>
    `${title} ${x},${y} ${w}x${h}${collapsed === undefined ? '' : collapsed ? ' collapsed' : ' open'}`
  expect(main.panels.map((one) => [place(one), ...(one.panels ?? []).map(place)])).toEqual([
    ['Open 0,0 24x1 open'],
    ['A 0,1 12x8'],
    ['B 12,1 12x8'],
    ['Closed 0,9 24x1 collapsed', 'C 0,10 12x8', 'D 12,10 12x8', 'E 0,18 24x8'],
    ['Last 0,10 24x1 open'],
    ['F 0,11 24x3'],
  ])
})
