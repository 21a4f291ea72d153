/** Whether every alert can be shown to fire, and to be silent, and every recording rule to record something. */
import { isProven, proofsOf } from '../proof/index.ts'
import { isRecorded, recordedOf } from '../proof/recording.ts'
import { type Check, found } from './check.ts'

export const alertUnproven: Check = {
  id: 'alert/unproven',
  doc: `For every alert, series are found by inverting its expression on which it fires just beyond its threshold, is silent just within it
and in health, and resolves; they become the unit tests in prometheus/tests/. Where that does not succeed, the alert may never fire, or
never stop, or it fires only while something changes: then its definition gives a scenario of its own, with the levels of its series
in health, within, and beyond.`,
  run: (system) =>
    proofsOf(system).flatMap((proof) =>
      isProven(proof)
        ? []
        : [
            found(
              proof.alert.data,
              `is not proven to fire: ${proof.reason}; correct its expression, or give it a scenario`,
            ),
          ],
    ),
}

export const recordingUnproven: Check = {
  id: 'recording/unproven',
  doc: `Every recording rule is computed on series that its expression needs, each at a usual level; what it then records is the expected
value in prometheus/tests/. A rule that records nothing of them, or what is no number, may never record anything.`,
  run: (system) =>
    recordedOf(system).flatMap((one) =>
      isRecorded(one)
        ? []
        : [found(one.rule.data, `is not proven to record anything: ${one.reason}; correct its expression`)],
    ),
}
