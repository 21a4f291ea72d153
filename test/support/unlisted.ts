/** A system whose file exports more than it lists. */
import { alert, count, counter, dashboard, gt, minutes, panel, record, row, ruleGroup, sum } from 'plimsoll'
import { connections, runbook, systemOf } from './system.ts'

const above = (limit: number) =>
  ({
    when: gt(connections, count(limit)),
    for: minutes(5),
    severity: 'warning',
    owner: 'us',
    summary: 'Something is wrong.',
    description: () => 'It is.',
    runbook,
  }) as const

export const told = alert('Told', above(5))
export const forgotten = alert('Forgotten', above(9))
export const open = record('demo:open_connections:sum', sum(connections), { help: 'Connections that are open.' })
export const inside = alert('Inside', above(7))
export const group = ruleGroup('beside', { rules: [inside] })
export const board = dashboard('beside', {
  title: 'Beside',
  description: 'A dashboard that nobody lists.',
  rows: [row('All', [panel.timeSeries('Connections', { description: 'Connections that are open.', show: open })])],
})
export const unseen = counter('beside_total', { help: 'What no target exposes.', labels: {} })
export const limit = 5

export const demo = systemOf({ rules: [told] })
