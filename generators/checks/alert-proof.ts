/** Whether every alert can be shown to fire, and to be silent. */
import { isProven, proofsOf } from '../proof/index.ts'
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
