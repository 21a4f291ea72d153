import type { Severity } from '../../schemas/model/alert.ts'
import type { AlertingData } from '../../schemas/model/alerting.ts'
import { fixedLabels, judgeOf, seriesLabels } from '../facts/alert-labels.ts'
import { nodesBelow, type RouteNode, reach, treeOf } from '../facts/routing.ts'
import type { ResolvedAlert, System } from '../load/system.ts'
import { type Check, type Found, found } from './check.ts'
import { nearest } from './nearest.ts'

/** A check of a system that has alerting, with the places at which each of its alerts can end. */
function ofRouting(
  check: (system: System, alerting: AlertingData, tree: RouteNode, ends: Ends) => readonly Found[],
): Check['run'] {
  return (system) => {
    const { alerting } = system.data
    if (!alerting) return []
    const tree = treeOf(alerting)
    const ends = new Map(system.alerts.map((alert) => [alert, reach(tree, judgeOf(system, alert)).ends]))
    return check(system, alerting.data, tree, ends)
  }
}

type Ends = ReadonlyMap<ResolvedAlert, readonly RouteNode[]>

export const routeUnreachable: Check = {
  id: 'route/unreachable',
  doc: `A route that no alert of the system can reach is a promise that nobody hears of: its matchers fit no alert, or routes before it
that do not continue take all that it would. Labels of alerts are known beforehand, so that the tree is walked here as Alertmanager
walks it. Source: https://prometheus.io/docs/alerting/latest/configuration/#route`,
  run: ofRouting((system, _, tree, ends) => {
    const reached = new Set([...ends.values()].flat())
    return nodesBelow(tree).flatMap((node) => {
      if (!node.route || [node, ...nodesBelow(node)].some((place) => reached.has(place))) return []
      return [found(node.route.data, unreachable(system, pathTo(tree, node)))]
    })
  }),
}

/** Why nothing gets to the end of a path. */
function unreachable(system: System, path: readonly RouteNode[]): string {
  const fitting = system.alerts.filter((alert) => {
    const judge = judgeOf(system, alert)
    return path.flatMap(({ match }) => match).every((matcher) => judge(matcher) !== 'no')
  })
  if (fitting.length === 0)
    return `no alert of ${system.name} has these labels${path.length > 2 ? ', and those of the routes above' : ''}; correct the match, or remove the route`
  const takers = fitting.flatMap((alert) => {
    const judge = judgeOf(system, alert)
    return path.flatMap((node, i) => {
      const before = i === 0 ? [] : (path[i - 1] as RouteNode).below
      return before
        .slice(0, before.indexOf(node))
        .filter((other) => !other.continue && reach(other, judge).taken === 'yes')
        .map(({ route }) => String(route?.data.name))
    })
  })
  return `is never reached, since ${[...new Set(takers)].join(' and ')} before it takes all of its alerts; move it up, or let that one continue`
}

/** The places from the root to one of those below it, both included. */
function pathTo(from: RouteNode, to: RouteNode): readonly RouteNode[] {
  if (from === to) return [to]
  const below = from.below.map((child) => pathTo(child, to)).find((path) => path.length > 0)
  return below ? [from, ...below] : []
}

export const routeSeverity: Check = {
  id: 'route/severity',
  doc: `Each severity that an alert has needs a route, since how fast somebody is told, and how often again, follows from it. What no
route takes falls to otherwise, which is a net for single alerts and no place for a whole severity; a watchdog that falls into it
sends its message for ever.`,
  run: ofRouting((system, alerting, tree, ends) =>
    severitiesOf(system).flatMap((severity) => {
      const alerts = ofSeverity(system, severity)
      if (alerts.some((alert) => ends.get(alert)?.some((node) => node !== tree))) return []
      const names = listOf(alerts)
      return [
        found(
          alerting,
          `no route is for severity ${severity}, so that ${names} would fall to otherwise; add route({ severity: '${severity}' }, …)`,
        ),
      ]
    }),
  ),
}

export const routeNobody: Check = {
  id: 'route/nobody',
  doc: `A critical alert pages somebody and a warning waits for somebody; either is lost where every route that takes it leads to a
receiver without an integration. Info and the watchdog may be for nobody.`,
  run: ofRouting((system, alerting, _, ends) =>
    (['critical', 'warning'] as const).flatMap((severity) => {
      const lost = ofSeverity(system, severity).filter((alert) =>
        ends.get(alert)?.every(({ receiver }) => receiver.data.integrations.length === 0),
      )
      if (lost.length === 0) return []
      return [
        found(
          alerting,
          `nobody is told of ${listOf(lost)}, of severity ${severity}; route it to a receiver that notifies`,
        ),
      ]
    }),
  ),
}

export const routeGroup: Check = {
  id: 'route/group',
  doc: `Alerts are grouped by labels that they have. A label that no alert of the system has is empty for all of them, and groups
nothing; most often it is spelled wrongly.`,
  run: ofRouting((system, alerting, tree) => {
    const known = new Set(
      system.alerts.flatMap((alert) => [...Object.keys(fixedLabels(system, alert)), ...seriesLabels(alert)]),
    )
    const places = [alerting, ...nodesBelow(tree).flatMap(({ route }) => (route ? [route.data] : []))]
    return places.flatMap((place) =>
      (place.groupBy ?? [])
        .filter((label) => label !== '...' && !known.has(label))
        .map((label) => {
          const close = nearest(label, [...known])
          return found(
            place,
            `groups by ${label}, which no alert of ${system.name} has; ${close === undefined ? 'leave it out' : `did you mean ${close}?`}`,
          )
        }),
    )
  }),
}

const severitiesOf = (system: System): Severity[] => [...new Set(system.alerts.map(({ data }) => data.severity))]
const ofSeverity = (system: System, severity: Severity) =>
  system.alerts.filter(({ data }) => data.severity === severity)

/** The names of the first few, and how many there are beside them. */
function listOf(alerts: readonly ResolvedAlert[]): string {
  const names = alerts.map(({ data }) => data.name)
  return names.length > 4 ? `${names.slice(0, 3).join(', ')} and ${names.length - 3} more` : names.join(', ')
}
