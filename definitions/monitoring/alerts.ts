/**
 * Alerts on the monitoring itself: whether targets are scraped, rules evaluated, and somebody told.
 * https://prometheus.io/docs/practices/alerting/#metamonitoring
 */
import {
  type Alert,
  type AnnotationContext,
  alert,
  always,
  anyOf,
  breaches,
  eq,
  increase,
  minutes,
  noneOf,
  type RuleGroup,
  type Runbook,
  ratio,
  ruleGroup,
  select,
} from 'plimsoll'
import { prometheus } from '../exporters/prometheus.ts'
import { scrape } from '../exporters/scrape.ts'
import { notificationAlerts } from './notifications.ts'
import { storageAlerts } from './storage.ts'
import { limits } from './thresholds.ts'

export interface Watched {
  /** The team that runs the monitoring. */
  readonly owner: string
  /** Jobs that only measure, and whose loss can wait until morning: `['node', 'cadvisor']`. */
  readonly exporters?: readonly string[]
  /** Jobs whose loss an alert of the system itself tells, or that come and go: `['robo-rlhf-app']`. */
  readonly except?: readonly string[]
}

/** The thresholds and the alerts of the monitoring. */
export function monitoringAlerts({ owner, exporters = [], except = [] }: Watched): {
  readonly thresholds: typeof limits
  readonly rules: readonly RuleGroup[]
} {
  const rules = [
    ...scraping(owner, exporters, except),
    ...evaluation(owner),
    ...notificationAlerts(owner),
    ...storageAlerts(owner),
  ]
  return { thresholds: limits, rules: [ruleGroup('monitoring', { rules })] }
}

const scraping = (owner: string, exporters: readonly string[], except: readonly string[]): readonly Alert[] => [
  alert('Watchdog', {
    when: always(),
    severity: 'none',
    owner,
    summary: 'Alerts arrive.',
    description: () => 'This alert always fires, so that its silence shows that alerts do not arrive any more.',
    runbook: {
      meaning:
        'Nothing is wrong while it fires: Prometheus evaluates its rules, and Alertmanager has received this one.',
      impact: 'None. When it stops, nobody is told of anything else either.',
      diagnose: [
        'If it has stopped, open Prometheus, and see on its page of alerts whether it fires there.',
        'If it does, look for it in Alertmanager; if it is there too, the receiver or the way to it is broken.',
      ],
      mitigate: [
        'Start whichever of Prometheus and Alertmanager does not run: `docker compose up -d prometheus alertmanager`.',
        'Point a service that expects a regular signal, a dead man’s switch, at it: a webhook of the route of severity none.',
      ],
    },
  }),
  ...downs(owner, exporters, except),
]

/** A target that is part of what is monitored wakes somebody; one that only measures beside it can wait. */
function downs(owner: string, exporters: readonly string[], except: readonly string[]): Alert[] {
  const common = {
    for: minutes(5),
    owner,
    description: ({ labels }: AnnotationContext<{ instance: string; job: string }>) =>
      `The scrape of ${labels.instance} of the job ${labels.job} fails.`,
    runbook: targetDown,
  }
  const others = [...exporters, ...except]
  return [
    alert('TargetDown', {
      when: eq(others.length === 0 ? scrape.up : select(scrape.up, { job: noneOf(...others) }), 0),
      severity: 'critical',
      summary: 'A target is not scraped.',
      ...common,
    }),
    ...(exporters.length === 0
      ? []
      : [
          alert('ExporterDown', {
            when: eq(select(scrape.up, { job: anyOf(...exporters) }), 0),
            severity: 'warning',
            summary: 'An exporter is not scraped.',
            ...common,
          }),
        ]),
  ]
}

const targetDown: Runbook = {
  meaning:
    'Every scrape of one instance failed for five minutes: it does not run, is not reached, or answers too slowly.',
  impact: 'Alerts and dashboards know nothing of it; alerts whose series come from it are kept still meanwhile.',
  diagnose: [
    'Open the page of targets in Prometheus: beside the target it says why the last scrape failed.',
    'See whether the service runs: `docker compose ps`, and what it logs: `docker compose logs --since 15m <service>`.',
    'A scrape that is refused for its samples or labels means that the target exposes more than it is defined to.',
  ],
  mitigate: [
    'Start the service again, in the folder of the project that it belongs to: `docker compose up -d <service>`.',
    'Where the service was taken away for good, take its target out of the definitions, and generate.',
  ],
}

const evaluation = (owner: string): readonly Alert[] => [
  alert('PrometheusConfigReloadFailed', {
    when: eq(prometheus.configLastReloadSuccessful, 0),
    for: minutes(5),
    severity: 'warning',
    owner,
    summary: 'Prometheus could not load its configuration.',
    description: ({ labels }) =>
      `Prometheus at ${labels.instance} still runs with the configuration before the last one.`,
    runbook: {
      meaning: 'The last reload failed. The configuration and the rules from before it are still in use.',
      impact: 'What was changed since is not in effect, and Prometheus would not start again.',
      diagnose: [
        'Read why: `docker compose logs --since 1h prometheus`.',
        'Ask the tool: `promtool check config prometheus/prometheus.yml`, which `npm run check` runs too.',
        'See whether a secret that the configuration names is missing or cannot be read.',
      ],
      mitigate: [
        'Generate the files anew, and reload: `docker compose kill -s SIGHUP prometheus`.',
        'Go back to the last commit whose configuration was loaded.',
      ],
    },
  }),
  alert('RuleEvaluationFailing', {
    when: breaches(increase(prometheus.ruleEvaluationFailures, minutes(5)), limits.ruleFailures),
    for: minutes(10),
    severity: 'critical',
    owner,
    summary: 'Rules cannot be evaluated.',
    description: ({ labels }) => `Rules of the group ${labels.rule_group} fail at ${labels.instance}.`,
    runbook: {
      meaning: 'For ten minutes, evaluations of at least one rule of the group ended in an error.',
      impact: 'Alerts of the group may not fire, whatever happens; series that it records have gaps.',
      diagnose: [
        'Open the page of rules in Prometheus: the rule that fails has its error beside it.',
        'Many-to-many matching and duplicate series mean that a label distinguishes series which the rule takes for one.',
        'Errors of storage mean that the disk or its files are at fault: see PrometheusStorageFull.',
      ],
      mitigate: [
        'Correct the rule in the definitions, and generate; aggregate the label away that was not expected.',
        'Go back to the last commit with which the group was evaluated.',
      ],
    },
  }),
  alert('RuleEvaluationSlow', {
    when: breaches(ratio(prometheus.ruleGroupLastDuration, prometheus.ruleGroupInterval), limits.ruleDuration),
    for: minutes(10),
    severity: 'warning',
    owner,
    summary: 'A round over a rule group takes longer than its interval.',
    description: ({ labels, value }) =>
      `A round over ${labels.rule_group} at ${labels.instance} takes ${value} of the time until the next.`,
    runbook: {
      meaning: 'For ten minutes, the rules of a group took longer than there is time between two rounds.',
      impact: 'Rounds are left out: alerts of the group fire late, and series that it records have gaps.',
      diagnose: [
        'See on the page of rules in Prometheus which rule takes the most time.',
        'Compare with the number of series: `prometheus_tsdb_head_series`. A label with too many values shows here first.',
        'Look at CPU and memory of the host.',
      ],
      mitigate: [
        'Record what several rules compute, and let them read that.',
        'Evaluate the group less often, or split it: groups run beside each other.',
      ],
    },
  }),
]
