/** Alerts on the way from Prometheus through Alertmanager to those who are told. */
import { type Alert, alert, breaches, eq, minutes, rate, ratio, sum } from 'plimsoll'
import { alertmanager } from '../exporters/alertmanager.ts'
import { prometheus } from '../exporters/prometheus.ts'
import { limits } from './thresholds.ts'

const window = minutes(15)

/** Failures have a reason since 0.26, and what was attempted has none. */
const byIntegration = { by: ['job', 'instance', 'integration'] } as const

export const notificationAlerts = (owner: string): readonly Alert[] => [
  alert('AlertmanagerMissing', {
    when: eq(prometheus.notificationsAlertmanagersDiscovered, 0),
    for: minutes(5),
    severity: 'critical',
    owner,
    summary: 'Prometheus knows no Alertmanager.',
    description: ({ labels }) => `Prometheus at ${labels.instance} has no Alertmanager to send alerts to.`,
    runbook: {
      meaning: 'Prometheus has found no Alertmanager for five minutes.',
      impact:
        'Nobody is told of any alert, this one included; it is seen in Prometheus, and by the silence of the Watchdog.',
      diagnose: [
        'See which addresses Prometheus has, on its page of status: it lists Alertmanagers.',
        'Compare with `alertmanagers` in the definition of the system.',
      ],
      mitigate: ['Put the address back, generate, and reload Prometheus: `docker compose kill -s SIGHUP prometheus`.'],
    },
  }),
  alert('AlertsNotSent', {
    when: breaches(
      ratio(rate(prometheus.notificationsErrors, window), rate(prometheus.notificationsSent, window)),
      limits.sendFailures,
    ),
    for: minutes(5),
    severity: 'critical',
    owner,
    summary: 'Alerts do not reach Alertmanager.',
    description: ({ labels, value }) =>
      `${value} of the alerts from ${labels.instance} to ${labels.alertmanager} get lost.`,
    runbook: {
      meaning: 'Prometheus could not deliver alerts to an Alertmanager; more than one in a hundred failed.',
      impact: 'Alerts arrive late or not at all, unless another Alertmanager takes them.',
      diagnose: [
        'See whether Alertmanager runs and answers: `docker compose ps alertmanager`.',
        'Read what Prometheus says of it: `docker compose logs --since 30m prometheus`.',
        'Read what Alertmanager says: `docker compose logs --since 30m alertmanager`.',
      ],
      mitigate: ['Start Alertmanager again: `docker compose restart alertmanager`.'],
    },
  }),
  alert('AlertmanagerConfigReloadFailed', {
    when: eq(alertmanager.configLastReloadSuccessful, 0),
    for: minutes(5),
    severity: 'warning',
    owner,
    summary: 'Alertmanager could not load its configuration.',
    description: ({ labels }) =>
      `Alertmanager at ${labels.instance} still runs with the configuration before the last one.`,
    runbook: {
      meaning: 'The last reload failed. Routes and receivers from before it are still in use.',
      impact: 'What was changed since is not in effect, and Alertmanager would not start again.',
      diagnose: [
        'Read why: `docker compose logs --since 1h alertmanager`.',
        'Ask the tool: `amtool check-config alertmanager/alertmanager.yml`, which `npm run check` runs too.',
        'Compare the release that runs with `alertmanager` in the definition of the system.',
      ],
      mitigate: [
        'Generate the files anew, and reload: `docker compose kill -s SIGHUP alertmanager`.',
        'Go back to the last commit whose configuration was loaded.',
      ],
    },
  }),
  alert('NotificationsFailing', {
    when: breaches(
      ratio(
        sum(rate(alertmanager.notificationsFailed, window), byIntegration),
        sum(rate(alertmanager.notifications, window), byIntegration),
      ),
      limits.notificationFailures,
    ),
    for: minutes(5),
    severity: 'critical',
    owner,
    summary: 'Notifications do not reach those who should be told.',
    description: ({ labels, value }) =>
      `${value} of the notifications by ${labels.integration} from ${labels.instance} fail.`,
    runbook: {
      meaning: 'Alertmanager gave up notifications of one kind, after it had tried several times.',
      impact:
        'Somebody who should have been told was not. By other kinds of receivers, notifications may still arrive.',
      diagnose: [
        'Read the answer of the receiver: `docker compose logs --since 30m alertmanager`.',
        'Refused as unauthorized: the secret is wrong or has expired; look at its file in `secrets/`.',
        'Not reached: look at the network, at the proxy, and at the status page of the service.',
      ],
      mitigate: [
        'Replace the secret; Alertmanager reads the file anew for each message.',
        'Route the severity to another receiver until this one works again.',
        'Look at the alerts that fire now, in Alertmanager: somebody may be waiting to hear of them.',
      ],
    },
  }),
]
