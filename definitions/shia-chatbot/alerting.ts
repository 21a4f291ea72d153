/**
 * Who is told of the chatbot's alerts, by the document's three ways. It has them as notification channels of Grafana, which
 * Grafana no longer has; here they are receivers of Alertmanager, to which Prometheus sends.
 */
import { alerting, anyOf, email, nobody, pagerduty, receiver, route, secret, slack } from 'plimsoll'

const channel = '#chatbot-alerts'
const domain = 'shia-chatbot.example'

const alertsChannel = slack({ urlFile: secret('slack-url'), channel })

const oncall = receiver('oncall', pagerduty({ routingKeyFile: secret('pagerduty-routing-key') }), alertsChannel)
const devops = receiver('devops', alertsChannel)
/** The channel as well: what costs money at night should not wait for somebody's mail. */
const finance = receiver(
  'finance',
  email({
    to: [`finance@${domain}`],
    from: `alertmanager@${domain}`,
    smarthost: `smtp.${domain}:587`,
    username: `alertmanager@${domain}`,
    passwordFile: secret('smtp-password'),
  }),
  alertsChannel,
)

export const notifications = alerting({
  needs: [
    `The addresses in \`${domain}\` and the channel \`${channel}\` are placeholders: put yours into \`definitions/shia-chatbot/alerting.ts\`, and generate. Until then Slack and mail refuse what is sent, and NotificationsFailing fires.`,
  ],
  routes: [
    // shown in Alertmanager; a dead man's switch takes the place of nobody
    route({ severity: 'none' }, nobody),
    // shown in Alertmanager, and in Grafana for five minutes after each round: LowCacheHitRate has one in an hour
    route({ severity: 'info' }, nobody),
    // nobody is woken for what only developers use
    route({ severity: 'critical', labels: { environment: anyOf('dev', 'stage') } }, devops),
    route({ severity: 'critical' }, oncall),
    route({ severity: 'warning' }, devops, { routes: [route({ team: 'finance' }, finance)] }),
  ],
  otherwise: devops,
})
