/** Who is told of Robo-RLHF's alerts: by email, Slack and webhook, as its document lists them. */
import { alerting, nobody, receiver, route, secret, slack, webhook } from 'plimsoll'
import { mailOf } from '../common/mail.ts'

const mailTo = mailOf('robo-rlhf.example')

const slackUrl = secret('slack-url')

/** Whatever wakes somebody. A URL that is a secret itself goes into a file by `urlFile`, from Alertmanager 0.26 on. */
const oncall = receiver(
  'oncall',
  mailTo('oncall'),
  slack({ urlFile: slackUrl }),
  webhook({ url: 'https://oncall.robo-rlhf.example/alerts', tokenFile: secret('webhook-token') }),
)
const team = receiver('team', mailTo('team'), slack({ urlFile: slackUrl }))

export const notifications = alerting({
  routes: [
    // shown in Alertmanager; a dead man's switch takes the place of nobody
    route({ severity: 'none' }, nobody),
    // shown in Grafana
    route({ severity: 'info' }, nobody),
    route({ severity: 'critical' }, oncall),
    route({ severity: 'warning' }, team),
  ],
  otherwise: team,
  needs: [
    'A mail relay is at `mail`, port 25, in the network of the application, and takes mail from Alertmanager without a password.',
    'Slack has an incoming webhook, whose URL is in `secrets/slack-url`.',
    'What wakes somebody takes webhooks at https://oncall.robo-rlhf.example/alerts, with the token in `secrets/webhook-token`; until it does, NotificationsFailing fires, and mail and Slack tell of it.',
  ],
})
