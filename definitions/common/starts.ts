/** When processes started that expose no start time, as those of Python do in multiprocess mode: their counters begin anew. */
import { type AnyExpr, type Counter, gt, max, minutes, or, resets } from 'plimsoll'

type Counted = Counter<{ readonly job: string; readonly instance: string }, 'count'>

const restarted = (counter: Counted) => gt(max(resets(counter, minutes(2)), { by: ['job', 'instance'] }), 0)

/** For `restarts` of a system: whichever of two counters was reset, in any process. */
export const startsOf = (one: Counted, other: Counted): AnyExpr => or(restarted(one), restarted(other))
