/**
 * Who is told of PyBase's alerts. Its document names no receiver: it is mail, through the relay of the application's own
 * network, which asks for no password, so that the stack starts without a secret.
 */
import { alerting, nobody, route } from 'plimsoll'
import { mailed, relayNeeds } from '../common/mail.ts'

const mailTo = mailed('pybase.example')
const platform = mailTo('platform')

export const notifications = alerting({
  routes: [
    // shown in Alertmanager; a dead man's switch takes the place of nobody
    route({ severity: 'none' }, nobody),
    // shown in Grafana
    route({ severity: 'info' }, nobody),
    route({ severity: 'critical' }, mailTo('oncall')),
    route({ severity: 'warning' }, platform, {
      routes: [route({ team: 'backend' }, mailTo('backend')), route({ team: 'extraction' }, mailTo('extraction'))],
    }),
  ],
  otherwise: platform,
  needs: relayNeeds,
})
