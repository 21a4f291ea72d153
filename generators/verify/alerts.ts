/** Which alerts fire. */
import type { ResolvedAlert, ResolvedGroup } from '../load/system.ts'
import type { LoadedRule } from './answers.ts'
import type { Learnt } from './learn.ts'
import { loadedAs } from './rules.ts'
import { concerns, type Subject } from './subject.ts'
import { brief, counted, quoted } from './text.ts'
import { type Found, note, problem, type Verification } from './verification.ts'

type Alerts = LoadedRule['alerts']

const ofAlerts =
  (find: (alert: ResolvedAlert, firing: Alerts) => readonly Found[]) =>
  (subject: Subject, learnt: Learnt): Found[] =>
    alertsOf(subject).flatMap(({ alert, group }) => {
      const loaded = loadedAs(alert, group, learnt)
      if (loaded.length === 0) return []
      const firing = loaded.flatMap(({ rule }) => rule.alerts.filter(({ state }) => state === 'firing'))
      return find(alert, firing)
    })

const alertsOf = (subject: Subject): { readonly alert: ResolvedAlert; readonly group: ResolvedGroup }[] =>
  subject.system.groups.flatMap((group) =>
    group.rules.flatMap((rule) => (rule.kind === 'alert' && concerns(subject, rule) ? [{ alert: rule, group }] : [])),
  )

export const alertFiring: Verification = {
  id: 'verify/alert-firing',
  doc: `No alert fires. One of severity critical or warning is a problem, since somebody is told of it; of severity info a note. Pending ones
are not said.`,
  run: ofAlerts(({ data }, firing) => {
    const [first] = firing
    if (!first || data.severity === 'none') return []
    const say = data.severity === 'info' ? note : problem
    const since = first.activeAt === undefined ? '' : ` since ${brief(first.activeAt)}`
    return [
      say(
        data,
        `fires for ${counted(firing.length, 'series', 'series')}, first${since} for ${labelsOf(first.labels)}; its runbook says what to do`,
      ),
    ]
  }),
}

const labelsOf = (labels: ReadonlyMap<string, string>): string =>
  `{${brief(
    [...labels]
      .filter(([name]) => name !== 'alertname')
      .map(([name, value]) => `${name}=${quoted(value)}`)
      .join(', '),
  )}}`

export const alertWatchdog: Verification = {
  id: 'verify/watchdog',
  doc: `The alert of severity none, the Watchdog, fires always. Where it does not, no other alert can be trusted to.`,
  run: ofAlerts(({ data }, firing) =>
    data.severity === 'none' && firing.length === 0
      ? [problem(data, 'does not fire, and should always; see whether Prometheus evaluates its rules at all')]
      : [],
  ),
}
