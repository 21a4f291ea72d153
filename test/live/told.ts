/** Who was told of an alert, and who should have been. */
import { routesOf, treeOf } from '../../generators/facts/routing.ts'
import type { System } from '../../generators/load/system.ts'
import type { Alert } from './api.ts'
import type { Telling } from './stack.ts'

/** The receivers that are told when an alert fires, and when it is over. */
export interface Told {
  readonly firing: readonly string[]
  readonly resolved: readonly string[]
}

/** By the routes of the definition. */
export function expectedOf({ data }: System, { labels }: Pick<Alert, 'labels'>): Told {
  const receivers = data.alerting ? routesOf(treeOf(data.alerting), labels).map(({ receiver }) => receiver.data) : []
  const telling = receivers.filter(({ integrations }) => integrations.length > 0)
  const names = (of: typeof telling) => [...new Set(of.map(({ name }) => name))].sort()
  return {
    firing: names(telling),
    resolved: names(telling.filter(({ integrations }) => integrations.some(({ sendResolved }) => sendResolved))),
  }
}

interface Notification {
  readonly receiver: string
  readonly alerts: readonly (Alert & { readonly status: keyof Told })[]
}

/** Every time that an alert with the labels was told, and to whom: the path says so, and the message too. */
export function notifiedOf({ told }: Telling, { labels }: Pick<Alert, 'labels'>) {
  return told.flatMap(({ path, body }) => {
    const { receiver, alerts } = JSON.parse(body) as Notification
    const to = path === `/${receiver}` ? receiver : `${path} for ${receiver}`
    return alerts.filter((one) => same(one.labels, labels)).map((one) => ({ ...one, to }))
  })
}

const same = (some: Alert['labels'], wanted: Alert['labels']): boolean =>
  Object.entries(wanted).every(([name, value]) => some[name] === value)

export const toldOf = (telling: Telling, alert: Pick<Alert, 'labels'>, status: keyof Told): string[] =>
  [...new Set(notifiedOf(telling, alert).flatMap((one) => (one.status === status ? [one.to] : [])))].sort()

export const allOf = (telling: Telling, alert: Pick<Alert, 'labels'>): Told => ({
  firing: toldOf(telling, alert, 'firing'),
  resolved: toldOf(telling, alert, 'resolved'),
})
