/**
 * Alerts that keep others still. Both kinds follow from the expressions, so that no rule is there which never applies.
 * https://prometheus.io/docs/alerting/latest/configuration/#inhibit_rule
 */
import { type Severity, severities } from '../../../schemas/model/alert.ts'
import type { BinaryExpr, VectorSelector } from '../../../schemas/promql/ast.ts'
import { addressesOf } from '../../facts/addresses.ts'
import { seriesLabels, sourcesOf } from '../../facts/alert-labels.ts'
import { jobsOf } from '../../facts/jobs.ts'
import type { ResolvedAlert, ResolvedTarget, System } from '../../load/system.ts'
import { measure, type Recorded, watchesOf } from '../../load/watch.ts'

/** While an alert that matches `source` fires, those that match `targets` and share the labels `equal` notify nobody. */
export interface Inhibition {
  readonly source: Readonly<Record<string, string>>
  /** Names of alerts; the source is never among them. */
  readonly targets: readonly string[]
  readonly equal: readonly string[]
  readonly why: string
}

/** An Alertmanager may have alerts of other systems, with labels of their own from outside. */
export function inhibitionsOf(system: System): Inhibition[] {
  const external = Object.keys(system.data.externalLabels)
  return [...bySeverity(system), ...byTarget(system)].map((one) => ({
    ...one,
    equal: [...new Set([...external, ...one.equal])],
  }))
}

/** `critical` above `warning` above `info`; the watchdog keeps nothing still, and nothing it. */
const rank = (severity: Severity): number => severities.indexOf(severity)
const inhibits = (alert: ResolvedAlert): boolean => alert.data.severity !== 'none'

/** Two lines through one measure: beyond the worse one, the other says nothing new. */
function bySeverity(system: System): Inhibition[] {
  const { alerts, recorded } = system
  const measuring = alerts.filter(inhibits).flatMap((alert) => {
    const measured = measureOf(alert, recorded)
    return measured === undefined ? [] : [{ alert, measured }]
  })
  return measuring.flatMap(({ alert, measured }) => {
    const milder = measuring.filter(
      (other) => other.measured === measured && rank(other.alert.data.severity) > rank(alert.data.severity),
    )
    return milder.map((other) => ({
      source: { alertname: alert.data.name },
      targets: [other.alert.data.name],
      equal: seriesLabels(alert).filter((name) => seriesLabels(other.alert).includes(name)),
      why: `Both measure the same; beyond ${alert.data.name}, ${other.alert.data.name} says nothing new.`,
    }))
  })
}

/** What an alert compares with a number, and in which direction; undefined where it is no such comparison. */
function measureOf({ expr }: ResolvedAlert, recorded: Recorded): string | undefined {
  const [watch, ...others] = watchesOf(expr)
  if (!watch || watch.comparison !== expr || others.length > 0 || !/^[<>]=?$/.test(watch.comparison.op))
    return undefined
  return `${watch.comparison.op[0]} ${measure(watch.watched, recorded)}`
}

/** What comes from a target that is down is not known, so that only its being down is news. */
function byTarget(system: System): Inhibition[] {
  const downs = system.alerts.filter(inhibits).filter(isDown)
  return downs.flatMap((down) =>
    system.targets
      .filter((target) => jobsOf(system, down.expr.lhs).includes(target.data.name))
      .flatMap((target) =>
        ofTarget(
          system,
          down,
          target,
          system.alerts.filter((alert) => !isDown(alert)),
        ),
      ),
  )
}

function ofTarget(
  system: System,
  down: DownAlert,
  target: ResolvedTarget,
  others: readonly ResolvedAlert[],
): Inhibition[] {
  const job = target.data.name
  const dependent = others.filter(
    (alert) =>
      inhibits(alert) && rank(alert.data.severity) >= rank(down.data.severity) && comesFrom(system, alert, job),
  )
  const alone = isAlone(system, target)
  // such a job's series have labels of their own, also for the instance
  if (!alone && target.data.honorLabels) return []
  const targets = alone ? dependent : dependent.filter((alert) => seriesLabels(alert).includes('instance'))
  if (targets.length === 0) return []
  return [
    {
      source: { alertname: down.data.name, job },
      targets: targets.map(({ data }) => data.name),
      equal: alone ? [] : ['instance'],
      why: alone
        ? `All that these know comes from ${job}; while it is down, only that is news.`
        : `What these know of an instance of ${job} comes from itself; while it is down, only that is news.`,
    },
  ]
}

const comesFrom = (system: System, alert: ResolvedAlert, job: string): boolean => {
  const jobs = sourcesOf(system, alert)
  return jobs?.length === 1 && jobs[0] === job
}

/** Whether the job has one instance, so that with it all of the job is down. */
const isAlone = ({ data: { addressing } }: System, { data }: ResolvedTarget): boolean =>
  addressesOf(data, addressing).length === 1 && (addressing.by === 'service' || addressing.by === 'loopback')

type DownAlert = ResolvedAlert & { readonly expr: BinaryExpr & { readonly lhs: VectorSelector } }

/** `up == 0`, with whatever matchers, and a firing for each instance. */
function isDown(alert: ResolvedAlert): alert is DownAlert {
  const { expr } = alert
  return (
    expr.type === 'BinaryExpr' &&
    expr.lhs.type === 'VectorSelector' &&
    expr.lhs.name === 'up' &&
    expr.rhs.type === 'NumberLiteral' &&
    ['== 0', '< 1', '<= 0', '!= 1'].includes(`${expr.op} ${expr.rhs.val}`) &&
    ['job', 'instance'].every((name) => seriesLabels(alert).includes(name))
  )
}
