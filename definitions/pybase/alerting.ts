/**
 * Who is told of PyBase's alerts. Its document names no receiver: it is mail, through the relay of the application's own
 * network, which asks for no password, so that the stack starts without a secret.
 */
import { alerting, email, nobody, receiver, route } from 'plimsoll'

const mailTo = (name: string) =>
  receiver(
    name,
    email({
      to: [`${name}@pybase.example`],
      from: 'alertmanager@pybase.example',
      smarthost: 'mail:25',
      requireTls: false,
    }),
  )

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
  needs: [
    'A mail relay is at `mail`, port 25, in the network of the application, and takes mail from Alertmanager without a ' +
      'password; until then nobody is told of anything, and NotificationsFailing fires.',
  ],
})
