/** UPDATE_INTERVAL: the monitoring service collects as often. */
import { seconds } from 'plimsoll'

export const refresh = seconds(10)
