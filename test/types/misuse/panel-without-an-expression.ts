import { panel } from 'plimsoll'
export const e = panel.stat('Memory', { description: 'Memory.' })
