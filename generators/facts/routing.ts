/**
 * The routing tree, walked as Alertmanager walks it:
 * https://github.com/prometheus/alertmanager/blob/main/dispatch/route.go
 */
import type { Alerting, Receiver, Route } from 'plimsoll'
import type { LabelMatcher } from '../../schemas/model/route.ts'
import { matches } from '../../schemas/promql/matches.ts'

/** A place in the tree; the root has no route. */
export interface RouteNode {
  readonly route?: Route
  readonly match: readonly LabelMatcher[]
  readonly receiver: Receiver
  readonly continue: boolean
  readonly below: readonly RouteNode[]
}

export const treeOf = ({ data }: Alerting): RouteNode => ({
  match: [],
  receiver: data.otherwise,
  continue: false,
  below: data.routes.map(nodeOf),
})

const nodeOf = (route: Route): RouteNode => ({
  route,
  match: route.data.match,
  receiver: route.data.receiver,
  continue: route.data.continue,
  below: route.data.routes.map(nodeOf),
})

/** Every place below the root, each before those below it. */
export const nodesBelow = ({ below }: RouteNode): RouteNode[] => below.flatMap((node) => [node, ...nodesBelow(node)])

/** Whether a matcher holds; maybe where that differs from one firing of an alert to the next. */
export type Verdict = 'yes' | 'no' | 'maybe'

interface Reached {
  /** The places that an alert can end at. */
  readonly ends: readonly RouteNode[]
  /** Whether it is taken at all. */
  readonly taken: Verdict
}

/** Where alerts end of which that much is known. */
export function reach(node: RouteNode, judge: (matcher: LabelMatcher) => Verdict): Reached {
  const taken = every(node.match.map(judge))
  if (taken === 'no') return { ends: [], taken }
  const ends: RouteNode[] = []
  let left = true
  for (const child of node.below) {
    const reached = reach(child, judge)
    ends.push(...reached.ends)
    if (reached.taken !== 'yes') continue
    left = false
    if (!child.continue) break
  }
  return { ends: left ? [...ends, node] : ends, taken }
}

const every = (verdicts: readonly Verdict[]): Verdict =>
  verdicts.includes('no') ? 'no' : verdicts.includes('maybe') ? 'maybe' : 'yes'

/** Where an alert with just these labels ends, in Alertmanager's order. */
export const routesOf = (tree: RouteNode, labels: Readonly<Record<string, string>>): readonly RouteNode[] =>
  reach(tree, ({ name, op, value }) =>
    matches(op, value, Object.hasOwn(labels, name) ? (labels[name] as string) : '') ? 'yes' : 'no',
  ).ends
