/** A value on an arc from the least to the most, with the thresholds on the rim. */
import type { Field } from '../../preview/board.ts'
import { fieldOf, shown, stepsOf } from '../../preview/look.ts'
import { reduced, type Series } from '../../preview/series.ts'
import { named } from '../colours.ts'
import { g, h } from '../dom.ts'
import type { Drawer } from './drawer.ts'

interface Options {
  readonly reduceOptions: { readonly calcs: readonly string[] }
}

export const gauge: Drawer = (panel, body) => {
  const { reduceOptions } = panel.options as Options
  return ({ series }) => {
    const gauges = series.map((one) => single(one, fieldOf(panel, one), reduceOptions.calcs[0], series.length > 1))
    body.replaceChildren(h('div', { class: 'gauges' }, ...gauges))
  }
}

function single(series: Series, field: Field, calculation: string | undefined, several: boolean): HTMLElement {
  const value = reduced(series, calculation)
  const { text, colour } = shown(value, field)
  const [min, max] = [field.min ?? 0, field.max ?? 100]
  const share = (at: number): number => Math.min(Math.max((at - min) / (max - min || 1), 0), 1)
  const steps = stepsOf(field)
  const rim = steps.map(({ value: from, color }, i) =>
    arc(share(from ?? min), share(steps[i + 1]?.value ?? max), 47, 3, named(color)),
  )
  return h(
    'div',
    { class: 'gauge' },
    g(
      'svg',
      { viewBox: '0 0 100 76', 'aria-hidden': 'true' },
      arc(0, 1, 38, 11, 'var(--track)'),
      value !== undefined && arc(0, share(value), 38, 11, named(colour)),
      ...rim,
    ),
    h('span', { class: 'figure' }, text),
    several && h('span', {}, series.name),
  )
}

/** Around (50, 50), from 8 o'clock to 4 o'clock. */
function arc(from: number, to: number, radius: number, width: number, colour: string): SVGElement | undefined {
  if (to <= from) return undefined
  const at = (share: number): string => {
    const angle = ((210 - share * 240) * Math.PI) / 180
    return `${(50 + radius * Math.cos(angle)).toFixed(2)} ${(50 - radius * Math.sin(angle)).toFixed(2)}`
  }
  const large = (to - from) * 240 > 180 ? 1 : 0
  const path = g('path', {
    d: `M${at(from)} A${radius} ${radius} 0 ${large} 1 ${at(to)}`,
    fill: 'none',
    'stroke-width': width,
  })
  path.style.stroke = colour
  return path
}
