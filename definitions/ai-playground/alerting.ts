/**
 * Who is told of AI-Playground's alerts. Its document names no receiver: it is mail, through a relay in the application's own
 * network, which asks for no password.
 */
import { alerting, nobody, route } from 'plimsoll'
import { mailed, relayNeeds } from '../common/mail.ts'

const mailTo = mailed('ai-playground.example')
const platform = mailTo('platform')
const ml = mailTo('ml')

export const notifications = alerting({
  routes: [
    // shown in Alertmanager; a dead man's switch takes the place of nobody
    route({ severity: 'none' }, nobody),
    // shown in Grafana
    route({ severity: 'info' }, nobody),
    // whoever is on call gets it as well, by the next one
    route({ severity: 'critical', team: 'ml' }, ml, { continue: true }),
    route({ severity: 'critical' }, mailTo('oncall')),
    route({ severity: 'warning' }, platform, { routes: [route({ team: 'ml' }, ml)] }),
  ],
  otherwise: platform,
  needs: relayNeeds,
})
