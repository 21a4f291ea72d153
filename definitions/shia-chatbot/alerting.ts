/**
 * Who is told of the chatbot's alerts, by the document's three ways. It has them as notification channels of Grafana, which
 * Grafana has not any more; here they are receivers of Alertmanager, to which Prometheus sends.
 */
import { alerting, anyOf, email, nobody, pagerduty, receiver, route, secret, slack } from 'plimsoll'

const alertsChannel = slack({ urlFile: secret('slack-url'), channel: '#chatbot-alerts' })

const oncall = receiver('oncall', pagerduty({ routingKeyFile: secret('pagerduty-routing-key') }), alertsChannel)
const devops = receiver('devops', alertsChannel)
const finance = receiver(
  'finance',
  email({
    to: ['finance@shia-chatbot.example'],
    from: 'alertmanager@shia-chatbot.example',
    smarthost: 'smtp.shia-chatbot.example:587',
    username: 'alertmanager@shia-chatbot.example',
    passwordFile: secret('smtp-password'),
  }),
)

export const notifications = alerting({
  routes: [
    // shown in Alertmanager; a dead man's switch takes the place of nobody
    route({ severity: 'none' }, nobody),
    // shown in Grafana
    route({ severity: 'info' }, nobody),
    // nobody is woken for what only developers use
    route({ severity: 'critical', labels: { environment: anyOf('dev', 'stage') } }, devops),
    route({ severity: 'critical' }, oncall),
    route({ severity: 'warning' }, devops, { routes: [route({ team: 'finance' }, finance)] }),
  ],
  otherwise: devops,
})
