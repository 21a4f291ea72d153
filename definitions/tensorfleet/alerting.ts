/** Who is told: as in the document, one webhook for every alert of its rules, whatever its severity. */
import { alerting, nobody, receiver, route, webhook } from 'plimsoll'

/** ALERT_WEBHOOK_URL, which the document does not give. One that is a secret goes into a file: `urlFile`, from Alertmanager 0.26 on. */
const url = 'http://alert-webhook:8080/alerts'
const hook = receiver('webhook', webhook({ url }))

export const notifications = alerting({
  routes: [
    // shown in Alertmanager; a dead man's switch takes the place of nobody
    route({ severity: 'none' }, nobody),
    // shown in Grafana
    route({ severity: 'info' }, nobody),
    route({ severity: 'critical' }, hook),
    route({ severity: 'warning' }, hook),
  ],
  otherwise: hook,
  needs: [
    `What listens at \`${url}\` reads the JSON of Alertmanager, which holds a list of alerts with ` +
      '`labels`, `annotations` and `startsAt`; the `rule`, `message` and `metrics` of the monitoring service are not in it.',
    'The monitoring service is started without ALERT_WEBHOOK_URL, or each alert is told twice.',
  ],
})
