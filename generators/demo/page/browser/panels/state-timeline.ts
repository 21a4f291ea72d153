/** A row for each series, with its states as bars from when to when. */
import { fieldOf, shown } from '../../preview/look.ts'
import { spansOf } from '../../preview/timeline.ts'
import { named } from '../colours.ts'
import { h } from '../dom.ts'
import { tickOf } from '../times.ts'
import type { Drawer } from './drawer.ts'

const ticks = 5

export const stateTimeline: Drawer = (panel, body) => {
  const place = h('dl', { class: 'timeline' })
  const axis = h('div', { class: 'axis', 'aria-hidden': 'true' })
  const scroll = h(
    'div',
    { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': `${panel.title}, states` },
    place,
    axis,
  )
  return ({ series, range: { from, to }, step }) => {
    const length = to - from
    const share = (time: number): number => Math.min(Math.max((time - from) / length, 0), 1) * 100
    const rows = series.flatMap((one) => {
      const field = fieldOf(panel, one)
      const bars = spansOf(one.points, step).map((span) => {
        const { text, colour } = shown(span.value, field)
        const times = `${tickOf(span.from, length)} to ${tickOf(Math.min(span.to, to), length)}`
        const bar = h('span', { class: 'state', title: `${text}, ${times}` }, h('span', {}, text))
        bar.style.insetInlineStart = `${share(span.from)}%`
        bar.style.inlineSize = `${share(span.to) - share(span.from)}%`
        bar.dataset.colour = colour
        bar.style.setProperty('--state', named(colour))
        return bar
      })
      return [h('dt', {}, one.name), h('dd', {}, ...bars)]
    })
    place.replaceChildren(...rows)
    const times = Array.from({ length: ticks }, (_, i) => tickOf(from + (length * i) / (ticks - 1), length))
    axis.replaceChildren(...times.map((time) => h('span', {}, time)))
    if (!scroll.isConnected) body.replaceChildren(scroll)
  }
}
