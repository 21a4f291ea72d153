/** A bar for each series. */
import { fieldOf, shown } from '../../preview/look.ts'
import { reduced } from '../../preview/series.ts'
import { named } from '../colours.ts'
import { h } from '../dom.ts'
import type { Drawer } from './drawer.ts'

interface Options {
  readonly reduceOptions: { readonly calcs: readonly string[] }
}

export const barGauge: Drawer = (panel, body) => {
  const { reduceOptions } = panel.options as Options
  return ({ series }) => {
    const rows = series.map((one) => ({ one, field: fieldOf(panel, one), value: reduced(one, reduceOptions.calcs[0]) }))
    const most = Math.max(...rows.map(({ value = 0 }) => value).filter(Number.isFinite), 0)
    const bars = rows.flatMap(({ one, field, value }) => {
      const { text, colour } = shown(value, field)
      const [min, max] = [field.min ?? 0, field.max ?? most]
      const fill = h('span', { class: 'fill' })
      const share = ((value ?? min) - min) / (max - min || 1)
      fill.style.inlineSize = `${Math.min(Math.max(share, 0), 1) * 100}%`
      fill.style.backgroundColor = named(colour)
      const figure = h(
        'dd',
        {},
        h('span', { class: 'track', 'aria-hidden': 'true' }, fill),
        h('span', { class: 'figure' }, text),
      )
      return [h('dt', {}, one.name), figure]
    })
    body.replaceChildren(h('dl', { class: 'bars' }, ...bars))
  }
}
