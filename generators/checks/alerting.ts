import type { IntegrationData } from '../../schemas/model/integration.ts'
import { atLeast } from '../../schemas/promql/functions-table.ts'
import { partsOf } from '../load/alerting.ts'
import type { ResolvedAlert } from '../load/system.ts'
import { type Check, type Found, found } from './check.ts'
import { repeated } from './repeated.ts'

export const alertingAddress: Check = {
  id: 'alerting/address',
  doc: `A system that says who is told of its alerts must send them to an Alertmanager: Prometheus sends them to the addresses in
alertmanagers, and where that list is empty, to nobody.`,
  run: ({ data: { alerting, alertmanagers } }) =>
    alerting && alertmanagers.length === 0
      ? [
          found(
            alerting.data,
            'no alert arrives here, since alertmanagers is an empty list; leave it out, or give host:port',
          ),
        ]
      : [],
}

export const alertWatchdog: Check = {
  id: 'alert/watchdog',
  doc: `An alert that always fires shows that alerts arrive: when it falls silent, the way from Prometheus to the receiver is broken. Its
expression is always(), and its severity none, since it is no trouble itself.
Source: https://prometheus.io/docs/practices/alerting/#metamonitoring`,
  run: ({ name, alerts, data: { alerting } }) => {
    const watchdogs = alerts.filter(isAlways)
    const missing =
      alerting && alerts.length > 0 && watchdogs.length === 0
        ? [
            found(
              alerting.data,
              `no alert of ${name} fires always, so that silence may mean anything; add one with always() and severity none`,
            ),
          ]
        : []
    return [
      ...missing,
      ...watchdogs
        .filter(({ data }) => data.severity !== 'none')
        .map(({ data }) =>
          found(data, `fires always, and is of severity ${data.severity}; a watchdog has severity none`),
        ),
    ]
  },
}

/** `vector(1)` and its like. */
const isAlways = ({ expr }: ResolvedAlert): boolean =>
  expr.type === 'Call' && expr.func === 'vector' && expr.args[0]?.type === 'NumberLiteral'

export const receiverUnique: Check = {
  id: 'receiver/unique',
  doc: `Each receiver has a name of its own: Alertmanager refuses two of one name, and a route would not know which is meant. A receiver
that several routes lead to is one value, written once.`,
  run: ({ data: { alerting } }) => twice('receivers', partsOf(alerting).receivers),
}

export const timeUnique: Check = {
  id: 'time/unique',
  doc: `Each time interval has a name of its own: Alertmanager refuses two of one name. An interval that several routes use is one value,
written once.`,
  run: ({ data: { alerting } }) => twice('time intervals', partsOf(alerting).timeIntervals),
}

function twice(
  kind: string,
  parts: readonly { readonly data: { readonly name: string; readonly file: string } }[],
): Found[] {
  return repeated(parts, ({ data }) => data.name).map(({ data }) =>
    found(data, `two ${kind} are named ${data.name}; rename one, or use one value for both`),
  )
}

export const receiverVersion: Check = {
  id: 'receiver/version',
  doc: `A system says which release of Alertmanager runs it. An integration, or a secret by file, that this release does not have yet
makes Alertmanager refuse the whole configuration. Source: the release notes of Alertmanager.`,
  run: ({ data: { alerting, alertmanager } }) =>
    partsOf(alerting).receivers.flatMap(({ data }) =>
      data.integrations.flatMap((integration) => {
        const [what, since] = newest(integration) ?? []
        if (what === undefined || since === undefined || atLeast(alertmanager, since)) return []
        return [
          found(
            data,
            `${what} came with Alertmanager ${since}, and this system targets ${alertmanager}; raise alertmanager in its definition, or tell them another way`,
          ),
        ]
      }),
    ),
}

/** What of an integration is younger than the oldest release that is supported, and since when it is there. */
function newest(integration: IntegrationData): readonly [what: string, since: string] | undefined {
  switch (integration.type) {
    case 'discord':
      return ["discord's URL by file", '0.28']
    case 'msTeams':
      return ['msTeams', '0.28']
    case 'telegram':
      return ["telegram's token by file", '0.26']
    case 'webhook':
      return integration.urlFile === undefined ? undefined : ["a webhook's URL by file", '0.26']
    default:
      return undefined
  }
}
