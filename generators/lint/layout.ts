import type { Board, Panel } from './board.ts'
import { at, isCount } from './json.ts'
import { type DashboardRule, type Said, say, sayIf } from './rule.ts'

/** Columns of a dashboard; a row of height 1 is 30 pixels high. */
const columns = 24

interface Box {
  readonly panel: Panel
  readonly x: number
  readonly y: number
  readonly w: number
  readonly h: number
}

/** Panels between two headings, and where the first of them has to begin. */
interface Section {
  readonly top: number
  readonly boxes: readonly Box[]
}

export const layout: DashboardRule = {
  id: 'grafana/layout',
  doc: `Panels lie within ${columns} columns, do not overlap, and leave no gap: what is above and to the left of a panel is another panel, or
the edge. Each row is a heading across all columns, directly below what comes before it. Grafana moves what overlaps or floats, each
time in a way of its own, so that the file and the screen differ.`,
  run: (board) => {
    const boxes = board.panels.map((panel) => [panel, boxOf(panel)] as const)
    const outside = boxes.flatMap(([{ where }, box]) =>
      sayIf(box === undefined, where, `has no gridPos within ${columns} columns; give whole numbers x, y, w and h`),
    )
    if (outside.length > 0) return outside
    const { sections, said } = sectionsOf(board, new Map(boxes.flatMap(([panel, box]) => (box ? [[panel, box]] : []))))
    return [...said, ...sections.flatMap(overlaps), ...sections.flatMap(gaps)]
  },
}

function boxOf(panel: Panel): Box | undefined {
  const [x, y, w, h] = ['x', 'y', 'w', 'h'].map((key) => at(panel.raw, 'gridPos', key))
  if (!isCount(x) || !isCount(y) || !isCount(w) || !isCount(h) || w === 0 || h === 0) return undefined
  return x + w <= columns ? { panel, x, y, w, h } : undefined
}

/** A row opens a section; the panels of a collapsed one are a section of their own, which takes no space. */
function sectionsOf({ panels }: Board, boxes: ReadonlyMap<Panel, Box>): { sections: Section[]; said: Said[] } {
  const said: Said[] = []
  const sections: { top: number; boxes: Box[] }[] = [{ top: 0, boxes: [] }]
  let bottom = 0
  for (const panel of panels) {
    const box = boxes.get(panel)
    if (!box) continue
    if (panel.type === 'row' && !panel.row) {
      if (box.y !== bottom || box.x !== 0 || box.w !== columns || box.h !== 1)
        said.push(
          say(panel.where, `is a row that is not at x 0, y ${bottom}, ${columns} wide and 1 high; put it there`),
        )
      sections.push({ top: box.y + 1, boxes: [] })
      bottom = box.y + 1
      const inside = panels.filter(({ row }) => row === panel).flatMap((inner) => boxes.get(inner) ?? [])
      if (inside.length > 0) sections.push({ top: box.y + 1, boxes: inside }, { top: box.y + 1, boxes: [] })
    } else if (!panel.row) {
      sections.at(-1)?.boxes.push(box)
      bottom = Math.max(bottom, box.y + box.h)
    }
  }
  return { sections, said }
}

const overlap = (a: Box, b: Box): boolean => a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h

function overlaps({ boxes }: Section): Said[] {
  return boxes.flatMap((box, i) => {
    const other = boxes.slice(0, i).find((one) => overlap(one, box))
    return other ? [say(box.panel.where, `overlaps ${other.panel.where}; move one of them`)] : []
  })
}

function gaps({ top, boxes }: Section): Said[] {
  return boxes.flatMap((box) => {
    const { where } = box.panel
    if (box.y < top)
      return [say(where, `begins at y ${box.y}, above its section, which begins at y ${top}; move it down`)]
    const above = Array.from({ length: box.w }, (_, i) => box.x + i).some((x) => !isFilled(x, box.y - 1, top, boxes))
    const left = edges(box, boxes).some((y) => !isFilled(box.x - 1, y, top, boxes))
    return sayIf(above || left, where, `has a gap ${above ? 'above' : 'to the left'}; move it ${above ? 'up' : 'left'}`)
  })
}

/** Every height at which what is to the left of a box can end. */
const edges = (box: Box, boxes: readonly Box[]): number[] => [
  box.y,
  ...boxes.map(({ y, h }) => y + h).filter((y) => y > box.y && y < box.y + box.h),
]

const isFilled = (x: number, y: number, top: number, boxes: readonly Box[]): boolean =>
  x < 0 || y < top || boxes.some((box) => box.x <= x && x < box.x + box.w && box.y <= y && y < box.y + box.h)
