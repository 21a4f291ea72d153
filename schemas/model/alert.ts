/**
 * Alerts: a condition, for how long, how bad, whose, and what to do about it.
 * Style: https://prometheus.io/docs/practices/alerting/ and https://monitoring.mixins.dev/#guidelines-for-alert-names-labels-and-annotations
 */
import { z } from 'zod'
import type { Expr, Kind } from '../promql/expr.ts'
import type { NeedsCondition } from '../promql/messages.ts'
import { definedIn } from './definition.ts'
import { duration, labelName, node, prose, publicUrl, staticLabels } from './fields.ts'
import type { Duration } from './quantity.ts'
import { type Scenario, scenarioSchema, stepData } from './scenario.ts'
import type { AnnotationContext } from './template.ts'

/** `critical` pages somebody now, `warning` waits for working hours, `info` notifies nobody by itself, `none` is for the watchdog. */
export const severities = ['critical', 'warning', 'info', 'none'] as const
export type Severity = (typeof severities)[number]

const steps = z.array(prose('a step says what to do')).min(1, 'at least one step')
export const runbookSchema = z.strictObject({
  meaning: prose('a runbook says what the alert means'),
  impact: prose('a runbook says who notices what'),
  diagnose: steps,
  mitigate: steps,
})
/** What to do when it fires. */
export type Runbook = z.input<typeof runbookSchema>

const taken = ['summary', 'description', 'runbook_url']
const linkName = labelName.refine(
  (name) => !taken.includes(name),
  'a link has a name of its own, such as dashboard_url',
)

export const alertSchema = z.strictObject({
  name: z
    .string()
    .regex(/^([A-Z]+[a-z0-9]+)+$/, 'an alert is named in CamelCase')
    .max(40, 'an alert has at most 40 characters in its name'),
  file: z.string(),
  expr: node,
  for: duration.optional(),
  keepFiringFor: duration.optional(),
  severity: z.enum(severities, `severity is one of ${severities.join(', ')}`),
  owner: z
    .string('an alert has an owner, the team that acts on it')
    .regex(/^[a-z][a-z0-9-]*$/, 'an owner is a team in lower case'),
  summary: prose('a summary is one static sentence that ends in a full stop').regex(
    /^[A-Z].+\.$/,
    'a summary is one static sentence that ends in a full stop',
  ),
  description: z.custom<(context: AnnotationContext<Record<string, string>>) => string>(
    (value) => typeof value === 'function',
    'description is a function of { labels, value }',
  ),
  runbook: runbookSchema,
  links: z.record(linkName, publicUrl('a link is a URL that begins with http:// or https://')).optional(),
  labels: staticLabels.optional(),
  scenario: scenarioSchema.optional(),
})
export type AlertData = z.infer<typeof alertSchema>

export interface Alert {
  readonly kind: 'alert'
  readonly data: AlertData
}

/** What an alert is made of; `L`, `U` and `K` follow from `when`. */
export interface AlertDefinition<L extends object, U extends string, K extends Kind> {
  /** Must be a condition: a comparison, `breaches`, `absent`, or several with `and`, `or`, `unless`. */
  readonly when: K extends 'condition' ? Expr<L, U, K> : NeedsCondition
  /** How long it must hold before somebody is told. */
  readonly for?: Duration
  /** How long it goes on after the condition ended, against flapping. Since Prometheus 2.42. */
  readonly keepFiringFor?: Duration
  /** `critical` pages somebody now, `warning` waits for working hours, `info` notifies nobody, `none` is for the watchdog. */
  readonly severity: Severity
  /** The team that acts on it; becomes the label `team`. */
  readonly owner: string
  /** The same for every firing of this alert, without values. */
  readonly summary: string
  /** What is happening where; refers to labels that the expression has, and to its value. */
  readonly description: (context: AnnotationContext<L>) => string
  /** What to do when it fires. */
  readonly runbook: Runbook
  /** Further annotations that are URLs, such as `dashboard_url`. */
  readonly links?: Readonly<Record<string, string>>
  readonly labels?: Readonly<Record<string, string>>
  /** How it is proven, where that does not follow from `when`: for what fires only while something changes. */
  readonly scenario?: Scenario
}

/** An alert: `when` must be a condition, and `description` may only name labels that it still has. */
export function alert<L extends object, U extends string, K extends Kind>(
  name: string,
  definition: AlertDefinition<L, U, K>,
): Alert {
  const { when, for: pending, keepFiringFor, scenario, ...rest } = definition
  return Object.freeze({
    kind: 'alert',
    data: Object.freeze({
      name,
      file: definedIn(),
      expr: (when as Expr<L, U, K>)?.node,
      ...(pending && { for: pending.node.val * 1000 }),
      ...(keepFiringFor && { keepFiringFor: keepFiringFor.node.val * 1000 }),
      ...(scenario && {
        scenario: {
          healthy: [...scenario.healthy],
          within: scenario.within.map(stepData),
          beyond: scenario.beyond.map(stepData),
        },
      }),
      ...rest,
    }) as AlertData,
  })
}
