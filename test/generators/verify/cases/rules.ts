/** Rules and alerts. */
import { type Case, fires, groupOf, ruleOf, set } from '../../../support/reality.ts'

export const rules: readonly Case[] = [
  [
    'a rule that is not loaded',
    (reality) => groupOf(reality, 'load').rules.pop(),
    [
      'problem verify/rule-absent job:http_requests:rate5m: is not loaded in the group load; load the generated rules/app.yml',
    ],
  ],
  [
    'another expression',
    (reality) => set(ruleOf(reality, 'Trouble'), 'query', 'sum(open_connections) > 200'),
    [
      'problem verify/rule-differs Trouble: is loaded with another expression, "sum(open_connections) > 200" and not "sum(open_connections) > 100"; load the generated rules/alerts.yml',
    ],
  ],
  [
    'the same expression, laid out otherwise',
    (reality) => set(ruleOf(reality, 'Trouble'), 'query', 'sum(\n  open_connections\n) > 1e+02'),
    [],
  ],
  [
    'another time and other labels',
    (reality) =>
      Object.assign(ruleOf(reality, 'Trouble'), { duration: 60, keepFiringFor: 5, labels: { severity: 'critical' } }),
    [
      'problem verify/rule-differs Trouble: is loaded with another for, 1m and not 5m, and another keep_firing_for, 5s and not 0s, and another label "severity", "critical" and not "warning", and another label "team", none and not "us"; load the generated rules/alerts.yml',
    ],
  ],
  [
    'another interval',
    (reality) => Object.assign(groupOf(reality, 'load'), { interval: 60 }),
    [
      'problem verify/rule-differs job:http_requests:rate5m: is loaded with another interval, 1m and not 30s; load the generated rules/app.yml',
    ],
  ],
  [
    'the same group of another system',
    (reality) =>
      reality.groups.unshift({
        ...groupOf(reality, 'alerts'),
        rules: [{ ...ruleOf(reality, 'Trouble'), query: 'up == 0' }],
      }),
    [],
  ],
  [
    'a rule that fails',
    (reality) => Object.assign(ruleOf(reality, 'Trouble'), { health: 'err', lastError: 'many-to-many matching' }),
    ['problem verify/rule-health Trouble: is not evaluated: "many-to-many matching"; see to what it says'],
  ],
  [
    'a rule that was not evaluated yet',
    (reality) => Object.assign(ruleOf(reality, 'Trouble'), { health: 'unknown' }),
    ['problem verify/rule-health Trouble: has not been evaluated yet; wait for the first time, and verify again'],
  ],
  [
    'a group that takes too long',
    (reality) => Object.assign(groupOf(reality, 'load'), { evaluationTime: 31 }),
    ['problem verify/rule-slow load: took 31s to evaluate, of an interval of 30s; record what it selects, or split it'],
  ],
  [
    'a group that takes long',
    (reality) => Object.assign(groupOf(reality, 'load'), { evaluationTime: 15 }),
    ['note verify/rule-slow load: took 15s to evaluate, of an interval of 30s; record what it selects, or split it'],
  ],
  [
    'a rule that is defined no more',
    (reality) => groupOf(reality, 'load').rules.push({ type: 'recording', name: 'a:b:c', query: 'up', health: 'ok' }),
    ['note verify/rule-unknown load: holds 1 rule that is not defined: a:b:c; load the generated rules/app.yml'],
  ],
  [
    'an alert that fires',
    (reality) =>
      Object.assign(ruleOf(reality, 'Trouble'), { alerts: [fires('firing'), fires('firing'), fires('pending')] }),
    [
      'problem verify/alert-firing Trouble: fires for 2 series, first since 2026-01-01T00:00:00Z for {pool="read"}; its runbook says what to do',
    ],
  ],
  [
    'an alert that is pending',
    (reality) => Object.assign(ruleOf(reality, 'Trouble'), { alerts: [fires('pending')] }),
    [],
  ],
  [
    'an alert that tells nobody',
    (reality) => Object.assign(ruleOf(reality, 'Busy'), { alerts: [fires('firing')] }),
    [
      'note verify/alert-firing Busy: fires for 1 series, first since 2026-01-01T00:00:00Z for {pool="read"}; its runbook says what to do',
    ],
  ],
  [
    'the watchdog, silent',
    (reality) => Object.assign(ruleOf(reality, 'Watchdog'), { alerts: [] }),
    [
      'problem verify/watchdog Watchdog: does not fire, and should always; see whether Prometheus evaluates its rules at all',
    ],
  ],
]
