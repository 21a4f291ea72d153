/** Everything that a running Prometheus is held against: a new verification is a line here, beside others of its subject. */
import { alertFiring, alertWatchdog } from './alerts.ts'
import { bucketsDiffer, labelMissing, labelsLeft, labelUnknown, labelValue } from './labels.ts'
import type { Learnt } from './learn.ts'
import { metricHelp, metricType, metricUnit } from './metadata.ts'
import { besideTooMany, metricAbsent, metricUnknown, notDropped, seriesTooMany } from './metrics.ts'
import { ruleAbsent, ruleDiffers, ruleHealth, ruleSlow, ruleUnknown } from './rules.ts'
import type { Subject } from './subject.ts'
import { targetDown, targetLabels, targetMissing, targetUnknown } from './targets.ts'
import type { Finding, Verification } from './verification.ts'

export const verifications: readonly Verification[] = [
  alertFiring,
  alertWatchdog,
  besideTooMany,
  bucketsDiffer,
  labelMissing,
  labelUnknown,
  labelValue,
  labelsLeft,
  metricAbsent,
  metricHelp,
  metricType,
  metricUnit,
  metricUnknown,
  notDropped,
  ruleAbsent,
  ruleDiffers,
  ruleHealth,
  ruleSlow,
  ruleUnknown,
  seriesTooMany,
  targetDown,
  targetLabels,
  targetMissing,
  targetUnknown,
]

/** All findings about what was learnt, problems first. */
export function verify(subject: Subject, learnt: Learnt): Finding[] {
  const key = ({ level, file, name, id, message }: Finding) =>
    [level === 'problem' ? 0 : 1, file, name, id, message].join('\0')
  return verifications
    .flatMap(({ id, run }) => run(subject, learnt).map((found) => ({ id, system: subject.system.name, ...found })))
    .sort((a, b) => (key(a) < key(b) ? -1 : 1))
}
