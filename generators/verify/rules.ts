/** Whether Prometheus evaluates the rules that are defined, and how well. */
import { formatDuration } from '../../schemas/model/duration.ts'
import type { ResolvedGroup, ResolvedRule } from '../load/system.ts'
import type { LoadedGroup, LoadedRule } from './answers.ts'
import type { Learnt } from './learn.ts'
import { concerns, type Subject, textOf } from './subject.ts'
import { counted, listed, quoted } from './text.ts'
import { type Found, note, problem, type Verification } from './verification.ts'

const kinds = { alert: 'alerting', recording: 'recording' } as const

interface Loaded {
  readonly rule: LoadedRule
  readonly group: LoadedGroup
}

/** Every rule of that kind, name and group that is loaded: several where several systems have it. */
export const loadedAs = (rule: ResolvedRule, group: ResolvedGroup, { groups = [] }: Learnt): Loaded[] =>
  groups
    .filter(({ name }) => name === group.data.name)
    .flatMap((one) => one.rules.map((loaded) => ({ rule: loaded, group: one })))
    .filter((loaded) => loaded.rule.type === kinds[rule.kind] && loaded.rule.name === rule.data.name)

const ofRules =
  (find: (rule: ResolvedRule, group: ResolvedGroup, loaded: readonly Loaded[], subject: Subject) => readonly Found[]) =>
  (subject: Subject, learnt: Learnt): Found[] =>
    learnt.groups
      ? subject.system.groups.flatMap((group) =>
          group.rules
            .filter((rule) => concerns(subject, rule))
            .flatMap((rule) => find(rule, group, loadedAs(rule, group, learnt), subject)),
        )
      : []

export const ruleAbsent: Verification = {
  id: 'verify/rule-absent',
  doc: `Each rule that is defined is loaded, in its group: an alert that Prometheus does not know tells nobody.`,
  run: ofRules(({ data }, group, loaded) =>
    loaded.length > 0
      ? []
      : [
          problem(
            data,
            `is not loaded in the group ${group.data.name}; load the generated rules/${group.data.writtenTo}.yml`,
          ),
        ],
  ),
}

export const ruleDiffers: Verification = {
  id: 'verify/rule-differs',
  doc: `Each rule that is loaded is the one that is defined: its expression, for how long, its labels, and how often it is evaluated. Layout
does not count. Otherwise the files were changed by hand, or Prometheus has not read them since.`,
  run: ofRules((rule, group, loaded, subject) => {
    const different = loaded.map((one) => differences(rule, group, one, subject))
    const [first] = different
    // where several systems have it, one of them is ours
    if (!first || different.some((parts) => parts.length === 0)) return []
    return [
      problem(
        rule.data,
        `is loaded with another ${first.join(', and another ')}; load the generated rules/${group.data.writtenTo}.yml`,
      ),
    ]
  }),
}

function differences(
  rule: ResolvedRule,
  group: ResolvedGroup,
  loaded: Loaded,
  { system, canonical }: Subject,
): string[] {
  const interval = group.data.interval ?? system.data.evaluationInterval
  const expr = canonical(textOf(rule))
  const pending = (rule.kind === 'alert' && rule.data.for) || 0
  const keeping = (rule.kind === 'alert' && rule.data.keepFiringFor) || 0
  const labels = rule.kind === 'alert' ? rule.labels : {}
  const has = loaded.rule
  return [
    ...(canonical(has.query) === expr ? [] : [`expression, ${quoted(has.query)} and not ${quoted(expr)}`]),
    ...differentTime('for', has.duration, pending),
    ...differentTime('keep_firing_for', has.keepFiringFor ?? keeping / 1000, keeping),
    ...differentLabels(has.labels ?? new Map(), labels),
    ...differentTime('interval', loaded.group.interval, interval),
  ]
}

const differentTime = (what: string, seconds: number, defined: number): string[] =>
  inMs(seconds) === defined ? [] : [`${what}, ${formatDuration(inMs(seconds))} and not ${formatDuration(defined)}`]

const inMs = (seconds: number): number => Math.round(seconds * 1000)

function differentLabels(has: ReadonlyMap<string, string>, labels: Readonly<Record<string, string>>): string[] {
  const names = new Set([...has.keys(), ...Object.keys(labels)])
  return [...names].sort().flatMap((name) => {
    const [there, defined] = [has.get(name), Object.hasOwn(labels, name) ? labels[name] : undefined]
    if (there === defined) return []
    return [
      `label ${quoted(name)}, ${there === undefined ? 'none' : quoted(there)} and not ${defined === undefined ? 'none' : quoted(defined)}`,
    ]
  })
}

export const ruleHealth: Verification = {
  id: 'verify/rule-health',
  doc: `Each rule was evaluated, and without an error. Of one that fails there is no result, so that its alert is silent and what reads its
series reads nothing.`,
  run: ofRules(({ data }, _group, loaded) =>
    loaded
      .filter(({ rule }) => rule.health !== 'ok')
      .map(({ rule }) =>
        problem(
          data,
          rule.health === 'unknown'
            ? 'has not been evaluated yet; wait for the first time, and verify again'
            : `is not evaluated: ${quoted(rule.lastError)}; see to what it says`,
        ),
      ),
  ),
}

/** The part of its interval from which on a group is worth a note. */
const long = 0.5

export const ruleSlow: Verification = {
  id: 'verify/rule-slow',
  doc: `A group is evaluated within its interval: what takes longer is skipped the next time, and alerts come late. More than half of it is
noted. What takes long is a selector of many series that could be recorded once.`,
  run: (subject, learnt) =>
    subject.system.groups.flatMap((group) => {
      const rules = group.rules.filter((rule) => concerns(subject, rule))
      const found = new Set(rules.flatMap((rule) => loadedAs(rule, group, learnt).map((loaded) => loaded.group)))
      return [...found].flatMap(({ evaluationTime, interval }) => {
        if (evaluationTime < interval * long) return []
        const say = evaluationTime < interval ? note : problem
        return [
          say(
            group.data,
            `took ${formatDuration(Math.max(1, inMs(evaluationTime)))} to evaluate, of an interval of ${formatDuration(inMs(interval))}; record what it selects, or split it`,
          ),
        ]
      })
    }),
}

export const ruleUnknown: Verification = {
  id: 'verify/rule-unknown',
  doc: `Rules that are loaded in a group of the system, and are defined no more, are noted: they still fire, and nobody has a runbook for them.
They may also be of another system that has a group of that name.`,
  run: (subject, { groups = [] }) =>
    subject.whole
      ? subject.system.groups.flatMap((group) => {
          const known = new Set(group.rules.map((rule) => `${kinds[rule.kind]} ${rule.data.name}`))
          const loaded = groups.filter(({ name }) => name === group.data.name).flatMap(({ rules }) => rules)
          const more = loaded.filter(({ type, name }) => !known.has(`${type} ${name}`)).map(({ name }) => name)
          return more.length === 0
            ? []
            : [
                note(
                  group.data,
                  `holds ${counted(more.length, 'rule')} that ${more.length === 1 ? 'is' : 'are'} not defined: ${listed(more)}; load the generated rules/${group.data.writtenTo}.yml`,
                ),
              ]
        })
      : [],
}
