/** The parts of a system's alerting, each once, also where it is malformed. */
import type { Alerting, Receiver, Route, TimeInterval } from 'plimsoll'
import { list } from './parts.ts'

export interface AlertingParts {
  /** The receivers of the tree, the root's first. */
  readonly receivers: readonly Receiver[]
  /** Every route, each before those below it. */
  readonly routes: readonly Route[]
  readonly timeIntervals: readonly TimeInterval[]
  /** Routes that lead back to themselves, which nothing comes of. */
  readonly circles: readonly Route[]
}

export function partsOf(alerting: Alerting | undefined): AlertingParts {
  const circles: Route[] = []
  const routes = below(list(alerting?.data?.routes), [], (route) => circles.push(route))
  const receivers = [alerting?.data?.otherwise, ...routes.map((route) => route?.data?.receiver)]
  const intervals = routes.flatMap((route) => [...list(route?.data?.mute), ...list(route?.data?.active)])
  return {
    // what is no receiver is reported by the schema of what leads to it
    receivers: [...new Set(receivers)].filter((one): one is Receiver => one?.kind === 'receiver'),
    routes,
    timeIntervals: [...new Set(intervals)],
    circles,
  }
}

/** A route that leads back to itself is left where it is met again. */
function below(routes: readonly Route[], above: readonly Route[], met: (route: Route) => void): Route[] {
  return routes.flatMap((route) => {
    if (!above.includes(route)) return [route, ...below(list(route?.data?.routes), [...above, route], met)]
    met(route)
    return []
  })
}
