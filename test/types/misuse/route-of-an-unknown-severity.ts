import { nobody, route } from 'plimsoll'
export const e = route({ severity: 'critcal' }, nobody)
