/** A table, sorted as the panel says. */
import { tableOf } from '../../preview/table.ts'
import { h } from '../dom.ts'
import type { Drawer } from './drawer.ts'

export const table: Drawer = (panel, body) => {
  const place = h('tbody')
  const head = h('tr')
  const scroll = h(
    'div',
    { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': `${panel.title}, table` },
    h('table', {}, h('thead', {}, head), place),
  )
  return ({ series }) => {
    const { columns, rows, sorted } = tableOf(panel, series)
    head.replaceChildren(
      ...columns.map(({ name, numeric }) => {
        const order = sorted?.name === name && (sorted.descending ? 'descending' : 'ascending')
        const arrow = order && h('span', { 'aria-hidden': 'true' }, order === 'descending' ? ' ↓' : ' ↑')
        return h('th', { scope: 'col', 'aria-sort': order, 'data-numeric': numeric }, name, arrow)
      }),
    )
    place.replaceChildren(
      ...rows.map((cells) =>
        h('tr', {}, ...cells.map((cell, i) => h('td', { 'data-numeric': columns[i]?.numeric ?? false }, cell))),
      ),
    )
    if (!scroll.isConnected) body.replaceChildren(scroll)
  }
}
