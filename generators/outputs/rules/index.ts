/**
 * Rule files: one for each file name that the rule groups give.
 * https://prometheus.io/docs/prometheus/latest/configuration/alerting_rules/
 */
import { formatDuration } from '../../../schemas/model/duration.ts'
import type { ThresholdData } from '../../../schemas/model/threshold.ts'
import { print } from '../../../schemas/promql/print.ts'
import { formatLine } from '../../facts/quantity.ts'
import type { ResolvedAlert, ResolvedGroup, ResolvedRule, System } from '../../load/system.ts'
import { type Comment, type Output, origin, yamlFile } from '../file.ts'
import { dashboardUrl, runbookUrl } from './links.ts'

export const rules: Output = (system) => {
  const files = [...new Set(system.groups.map((group) => group.data.writtenTo))].sort()
  return files.map((file) => {
    const groups = system.groups.filter((group) => group.data.writtenTo === file)
    return yamlFile({
      path: `${system.name}/prometheus/rules/${file}.yml`,
      schema: 'rules',
      value: { groups: groups.map((group) => ruleGroup(system, group)) },
      origin: origin(system, ...groups.flatMap((group) => group.rules.map((rule) => rule.data.file))),
      comments: groups.flatMap((group, g) =>
        group.rules.flatMap((rule, r) => comment(rule, ['groups', g, 'rules', r])),
      ),
    })
  })
}

function ruleGroup(system: System, { data, rules }: ResolvedGroup): object {
  return {
    name: data.name,
    ...(data.interval !== undefined && { interval: formatDuration(data.interval) }),
    rules: rules.map((rule) =>
      rule.kind === 'alert' ? alertRule(system, rule) : { record: rule.data.name, expr: print(rule.expr) },
    ),
  }
}

/** Before Prometheus renders them. */
export function annotationsOf(system: System, { data, description }: ResolvedAlert): Record<string, string> {
  const [runbook, dashboard] = [runbookUrl(system, data.name), dashboardUrl(system, data.name)]
  return {
    summary: data.summary,
    description,
    ...(runbook && { runbook_url: runbook }),
    ...(dashboard && { dashboard_url: dashboard }),
    ...data.links,
  }
}

function alertRule(system: System, alert: ResolvedAlert): object {
  const { data, expr, labels } = alert
  return {
    alert: data.name,
    expr: print(expr),
    ...(data.for !== undefined && { for: formatDuration(data.for) }),
    ...(data.keepFiringFor !== undefined && { keep_firing_for: formatDuration(data.keepFiringFor) }),
    labels,
    annotations: annotationsOf(system, alert),
  }
}

function comment(rule: ResolvedRule, path: readonly (string | number)[]): Comment[] {
  if (rule.kind === 'recording') return [{ path, text: rule.data.help }]
  return rule.thresholds.length > 0 ? [{ path, text: rule.thresholds.map(reason).join(' ') }] : []
}

/** `apiErrors, above 5 %: Users notice.` */
export const reason = (threshold: ThresholdData): string =>
  `${threshold.name}, ${formatLine(threshold)}: ${threshold.why}`
