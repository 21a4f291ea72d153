/** The last value in large figures, with its course below it. */
import { fieldOf, shown } from '../../preview/look.ts'
import { reduced, type Series } from '../../preview/series.ts'
import { named } from '../colours.ts'
import { g, h } from '../dom.ts'
import type { Drawer } from './drawer.ts'

interface Options {
  readonly graphMode: string
  readonly textMode: string
  readonly reduceOptions: { readonly calcs: readonly string[] }
}

export const stat: Drawer = (panel, body) => {
  const { graphMode, textMode, reduceOptions } = panel.options as Options
  return ({ series, range }) => {
    const stats = series.map((one) => {
      const { text, colour } = shown(reduced(one, reduceOptions.calcs[0]), fieldOf(panel, one))
      const value = h('span', { class: 'figure' }, text)
      value.style.color = named(colour)
      const course = graphMode === 'area' && sparkline(one, range.from, range.to, named(colour))
      return h('div', { class: 'stat' }, textMode === 'value_and_name' && h('span', {}, one.name), value, course)
    })
    body.replaceChildren(h('div', { class: 'stats' }, ...stats))
  }
}

function sparkline({ points }: Series, from: number, to: number, colour: string): SVGElement | undefined {
  const values = points.filter(([, value]) => Number.isFinite(value))
  if (values.length < 2) return undefined
  const [low, high] = [Math.min(0, ...values.map(([, v]) => v)), Math.max(...values.map(([, v]) => v))]
  const at = ([time, value]: readonly [number, number]): string =>
    `${(((time - from) / (to - from)) * 100).toFixed(2)},${(38 - ((value - low) / (high - low || 1)) * 34).toFixed(2)}`
  const line = values.map(at).join(' L')
  const [first = '', last = ''] = [values[0], values.at(-1)].map((point) => point && at(point).split(',')[0])
  const picture = g(
    'svg',
    { class: 'course', viewBox: '0 0 100 40', preserveAspectRatio: 'none', 'aria-hidden': 'true' },
    g('path', { d: `M${first},40 L${line} L${last},40 Z`, class: 'area' }),
    g('path', { d: `M${line}`, class: 'line' }),
  )
  picture.style.color = colour
  return picture
}
