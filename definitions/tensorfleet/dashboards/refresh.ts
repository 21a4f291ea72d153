/** Prometheus scrapes as often; the monitoring service collects every ten seconds, UPDATE_INTERVAL. */
import { seconds } from 'plimsoll'

export const refresh = seconds(15)
