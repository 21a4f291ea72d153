/** What stands on a graph besides its series: thresholds, annotations, and what is under the pointer. */
import type uPlot from 'uplot'
import type { Field } from '../../preview/board.ts'
import { stepsOf } from '../../preview/look.ts'
import { united } from '../../preview/timeline.ts'
import { format } from '../../preview/units.ts'
import { named, painted } from '../colours.ts'
import { h } from '../dom.ts'
import { timeOf } from '../times.ts'
import type { Event } from './drawer.ts'
import { scaleOf } from './scales.ts'

/** A dashed line at each threshold, with its value, so that it is not told by its colour alone. */
export function thresholdLines(u: uPlot, field: Field): void {
  if ((field.custom?.thresholdsStyle?.mode ?? 'off') === 'off') return
  const { ctx, bbox } = u
  const scale = scaleOf(field)
  for (const { value, color } of stepsOf(field)) {
    if (value === null || color === 'transparent') continue
    const y = u.valToPos(value, scale, true)
    if (!(y >= bbox.top - 1 && y <= bbox.top + bbox.height + 1)) continue
    ctx.save()
    ctx.strokeStyle = painted(named(color))
    ctx.fillStyle = ctx.strokeStyle
    ctx.lineWidth = 1.5 * devicePixelRatio
    ctx.setLineDash([6 * devicePixelRatio, 4 * devicePixelRatio])
    ctx.beginPath()
    ctx.moveTo(bbox.left, y)
    ctx.lineTo(bbox.left + bbox.width, y)
    ctx.stroke()
    ctx.font = `600 ${11 * devicePixelRatio}px system-ui, sans-serif`
    ctx.textAlign = 'right'
    const above = y - bbox.top > 16 * devicePixelRatio
    ctx.textBaseline = above ? 'bottom' : 'top'
    const limit = Math.abs(value) < 1e-12 ? 0 : value
    ctx.fillText(format(limit, field.unit), bbox.left + bbox.width - 4, y + (above ? -3 : 3) * devicePixelRatio)
    ctx.restore()
  }
}

/** A band for as long as any lasted, with a line where each began. */
export function eventBands(u: uPlot, events: readonly Event[]): void {
  const { ctx, bbox } = u
  const first = u.scales.x?.min ?? 0
  const at = (time: number): number => Math.min(u.valToPos(Math.max(time, first), 'x', true), bbox.left + bbox.width)
  ctx.save()
  ctx.setLineDash([2 * devicePixelRatio, 3 * devicePixelRatio])
  for (const colour of new Set(events.map((event) => event.colour))) {
    const spans = events.filter((event) => event.colour === colour && event.to > first)
    ctx.fillStyle = painted(named(colour), 0.1)
    for (const { from, to } of united(spans)) ctx.fillRect(at(from), bbox.top, at(to) - at(from), bbox.height)
    ctx.strokeStyle = painted(named(colour), 0.7)
    ctx.beginPath()
    for (const { from } of spans.filter((span) => span.from >= first)) {
      ctx.moveTo(at(from), bbox.top)
      ctx.lineTo(at(from), bbox.top + bbox.height)
    }
    ctx.stroke()
  }
  ctx.restore()
}

export interface Line {
  readonly name: string
  readonly value: number
  readonly text: string
  readonly colour: string
}

/** A box beside the pointer with the values at its time. */
export function tooltip(linesAt: (index: number) => readonly Line[]): uPlot.Plugin {
  const box = h('div', { class: 'tooltip', hidden: true })
  return {
    hooks: {
      init: (u) => u.over.append(box),
      setCursor: (u) => {
        const { idx, left = -1, top = 0 } = u.cursor
        const lines = idx === null || idx === undefined || left < 0 ? [] : linesAt(idx).slice(0, 12)
        // other graphs share the crosshair, and not the box
        box.hidden = lines.length === 0 || !u.over.matches(':hover')
        if (box.hidden || typeof idx !== 'number') return
        const rows = lines.map(({ name, text, colour }) => {
          const swatch = h('span', { class: 'swatch' })
          swatch.style.backgroundColor = colour
          return h('li', {}, swatch, h('span', {}, name), h('b', {}, text))
        })
        box.replaceChildren(h('time', {}, timeOf((u.data[0][idx] ?? 0) * 1000)), h('ul', {}, ...rows))
        const leftSide = left > u.over.clientWidth / 2
        box.style.left = leftSide ? '' : `${left + 12}px`
        box.style.right = leftSide ? `${u.over.clientWidth - left + 12}px` : ''
        box.style.top = `${Math.min(top, Math.max(0, u.over.clientHeight - 40))}px`
      },
    },
  }
}
