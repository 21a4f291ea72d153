import { route } from 'plimsoll'
export const e = route({ severity: 'critical' }, 'oncall')
