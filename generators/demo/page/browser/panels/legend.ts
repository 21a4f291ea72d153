/** The names of the series below a graph, which show one alone when they are pressed. */
import type { Panel } from '../../preview/board.ts'
import { fieldOf, shown } from '../../preview/look.ts'
import { calculationName, reduced, type Series } from '../../preview/series.ts'
import { button, h, keep, say } from '../dom.ts'

export interface LegendOptions {
  readonly displayMode: string
  readonly showLegend: boolean
  readonly calcs: readonly string[]
}

export interface Legend {
  readonly element: HTMLElement
  readonly update: (series: readonly Series[], colourOf: (i: number) => string) => void
}

/** `pick` gets the key of the series to show alone, or undefined for all of them. */
export function legendOf(panel: Panel, options: LegendOptions, pick: (key: string | undefined) => void): Legend {
  let picked: string | undefined
  const calcs = options.displayMode === 'table' ? options.calcs : []
  const rows = h('tbody')
  const heads = ['Name', ...calcs.map(calculationName)].map((name) => h('th', { scope: 'col' }, name))
  const table = h(
    'table',
    {},
    h('caption', { class: 'unseen' }, `Series of ${panel.title}`),
    h('thead', {}, h('tr', {}, ...heads)),
    rows,
  )

  const press = (key: string): void => {
    picked = picked === key ? undefined : key
    pick(picked)
    for (const row of rows.children) mark(row as HTMLElement)
  }
  const mark = (row: HTMLElement): void => {
    row.querySelector('button')?.setAttribute('aria-pressed', String(picked === row.dataset.key))
  }
  const create = (one: Series): HTMLElement => {
    const entry = button('', () => press(keyOf(one)), { class: 'name', title: 'Show this series alone' })
    entry.append(h('span', { class: 'swatch', 'aria-hidden': 'true' }), h('span', {}, one.name || 'Value'))
    return h('tr', {}, h('th', { scope: 'row' }, entry), ...calcs.map(() => h('td')))
  }
  return {
    element: h('div', { class: `legend ${options.displayMode}`, hidden: !options.showLegend }, table),
    update: (series, colourOf) => {
      keep(rows, series, keyOf, create, (row, one) => {
        mark(row)
        const swatch = row.querySelector<HTMLElement>('.swatch')
        if (swatch) swatch.style.backgroundColor = colourOf(series.indexOf(one))
        const field = fieldOf(panel, one)
        const cells = row.querySelectorAll('td')
        for (const [i, id] of calcs.entries()) {
          const cell = cells[i]
          if (cell) say(cell, shown(reduced(one, id), field).text)
        }
      })
    },
  }
}

export const keyOf = ({ refId, name, labels }: Series): string => `${refId} ${name} ${JSON.stringify(labels)}`
