import { formatDuration } from '../../schemas/model/duration.ts'
import { foreignActions } from '../../schemas/model/template.ts'
import { selectorsOf, walk } from '../../schemas/promql/ast.ts'
import { needsCondition } from '../../schemas/promql/messages.ts'
import { unknownLabel } from '../../schemas/promql/shape.ts'
import { intervalOf } from '../facts/jobs.ts'
import type { System } from '../load/system.ts'
import { type Check, type Found, found, foundIn, ofRules, rulesOf } from './check.ts'
import { repeated } from './repeated.ts'

export const alertCondition: Check = {
  id: 'alert/condition',
  doc: `An alert's expression must be empty while all is well: it compares, or asks for absence. Without a condition it fires always,
for every series; with bool it fires for 0 too.`,
  run: ofRules((rule) =>
    rule.kind === 'alert' && rule.shape.kind !== 'condition' ? [foundIn(rule, rule.expr, needsCondition())] : [],
  ),
}

export const alertAnnotations: Check = {
  id: 'alert/annotations',
  doc: `A description refers to labels that the expression still has, and holds no template action that did not come from a typed
reference: a label that was aggregated away is rendered as nothing. The alert's own labels hold no template at all, since each value
would make another alert.`,
  run: ofRules((rule) => {
    if (rule.kind !== 'alert') return []
    const { data, description, unknownLabels, shape, labels } = rule
    const byHand = [...description.matchAll(/\{\{ \$labels\.(\w+)/g)].map(([, label]) => label as string)
    const unknown = new Set([
      ...unknownLabels,
      ...byHand.filter((label) => !Object.hasOwn(shape.labels, label) && !Object.hasOwn(labels, label)),
    ])
    const foreign = [data.summary, description].flatMap(foreignActions)
    return [
      ...[...unknown].map((label) => found(data, unknownLabel(label, 'the description', shape))),
      ...Object.entries(labels)
        .filter(([, value]) => value.includes('{{'))
        .map(([label]) => found(data, `the label ${label} holds a template; move what varies to the description`)),
      ...foreign.map((action) =>
        found(data, `${JSON.stringify(action)} in an annotation is no typed reference; use labels.… or value`),
      ),
      ...(data.summary.includes('{{')
        ? [found(data, 'the summary is the same for every firing; move what varies to the description')]
        : []),
    ]
  }),
}

export const ruleUnique: Check = {
  id: 'rule/unique',
  doc: `Each alert, each recording rule, and each group of a file has a name of its own: Prometheus refuses or silently merges two of one
name, and a runbook belongs to one alert.`,
  run: (system) => [
    ...repeated(system.groups, ({ data }) => `${data.writtenTo} ${data.name}`).map(({ data }) =>
      found(data, `two groups in ${data.writtenTo}.yml are named ${data.name}; rename one`),
    ),
    ...repeated(rulesOf(system), ({ rule }) => `${rule.kind} ${rule.data.name}`).map(({ rule }) =>
      found(rule.data, `two rules are named ${rule.data.name}; rename one`),
    ),
  ],
}

export const ruleOrder: Check = {
  id: 'rule/order',
  doc: `A group's rules are evaluated in order, and groups beside each other. A recording rule that reads another one must stand below
it in the same group, or it works on values that are up to one interval old. Source: pint, rule/dependency.`,
  run: (system) => {
    const place = new Map(
      rulesOf(system).flatMap(({ rule, group, index }) =>
        rule.kind === 'recording' ? [[rule.data.name, { group, index }] as const] : [],
      ),
    )
    return rulesOf(system).flatMap(({ rule, group, index }) =>
      selectorsOf(rule.expr).flatMap((selector): Found[] => {
        const from = place.get(selector.name)
        if (!from) return []
        if (from.group === group)
          return from.index < index
            ? []
            : [foundIn(rule, selector, `reads ${selector.name}, which is recorded below it; move it up`)]
        return rule.kind === 'alert'
          ? []
          : [
              foundIn(
                rule,
                selector,
                `reads ${selector.name} of the group ${from.group.data.name}; put both into one group`,
              ),
            ]
      }),
    )
  },
}

export const groupInterval: Check = {
  id: 'group/interval',
  doc: `A group that is evaluated less often than every five minutes leaves gaps: its recorded series are stale before the next value,
and its alerts flap unless they keep firing for at least the interval. Source: pint, group/interval.`,
  run: (system) =>
    system.groups.flatMap(({ data, rules }) => {
      const interval = data.interval ?? system.data.evaluationInterval
      if (interval <= 300_000) return []
      const gaps = rules.filter((rule) => rule.kind === 'recording' || (rule.data.keepFiringFor ?? 0) < interval)
      return gaps.map((rule) =>
        found(
          rule.data,
          `is evaluated every ${formatDuration(interval)}, and is stale after 5m; evaluate it more often, or let the alert keep firing`,
        ),
      )
    }),
}

export const thresholdUsed: Check = {
  id: 'threshold/used',
  doc: `Each threshold is a promise that somebody relies on: one that no alert uses is a promise that nothing keeps. And each that an
alert uses must be among the system's, since they are reviewed there.`,
  run: (system: System) => {
    const used = new Set(
      rulesOf(system).flatMap(({ rule }) =>
        walk(rule.expr).flatMap((node) => (node.type === 'NumberLiteral' && node.threshold ? [node.threshold] : [])),
      ),
    )
    const known = new Set(system.thresholds.map(({ name }) => name))
    return [
      ...system.thresholds
        .filter(({ name }) => !used.has(name))
        .map((threshold) => found(threshold, 'no rule uses this threshold; use it or remove it')),
      ...rulesOf(system).flatMap(({ rule }) =>
        walk(rule.expr).flatMap((node) =>
          node.type === 'NumberLiteral' && node.threshold && !known.has(node.threshold)
            ? [
                foundIn(
                  rule,
                  node,
                  `uses the threshold ${node.threshold}, which the system does not list under thresholds`,
                ),
              ]
            : [],
        ),
      ),
    ]
  },
}

export const absentFor: Check = {
  id: 'alert/absent',
  doc: `absent() is true as soon as one scrape is missed after a restart; without a "for" of at least two scrapes it tells somebody of
every deployment. And up is never absent where targets are listed one by one: it is 0. Source: pint, alerts/absent.`,
  run: ofRules((rule, system) => {
    if (rule.kind !== 'alert') return []
    const asked = walk(rule.expr)
      .filter((node) => node.type === 'Call' && node.func === 'absent')
      .flatMap(selectorsOf)
    const { by } = system.data.addressing
    if ((by === 'service' || by === 'loopback') && asked.some(({ name }) => name === 'up')) {
      return [
        found(
          rule.data,
          'never fires: the targets are listed one by one, so that up is 0 when they are gone and never absent; write eq(up, 0)',
        ),
      ]
    }
    const wants = 2 * Math.max(0, ...asked.map((selector) => intervalOf(system, selector)))
    if (asked.length === 0 || (rule.data.for ?? 0) >= wants) return []
    return [found(rule.data, `absent() needs a for of ${formatDuration(wants)} or more, or every restart is an alert`)]
  }),
}
