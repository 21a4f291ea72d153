import {
  and,
  bytes,
  clampMin,
  count,
  countValues,
  div,
  eq,
  gauge,
  gt,
  max,
  mod,
  mul,
  neq,
  percent,
  ratio,
  sum,
  unless,
} from 'plimsoll'
import { describe } from 'vitest'
import { alarm, type Case, table } from '../../support/system.ts'

const used = gauge('memory_used_bytes', { help: 'Memory in use.', unit: 'bytes' })
const limit = gauge('memory_max_bytes', {
  help: 'Memory at most.',
  unit: 'bytes',
  range: [0, 'none'],
  zeroMeans: 'no maximum is set',
})
const size = gauge('memory_installed_bytes', { help: 'Memory of the machine.', unit: 'bytes' })

const found = [
  'expr/zero Trouble: memory_max_bytes is 0 where no maximum is set, and dividing by it gives +Inf; guard ' +
    'it with gt(…, 0)',
]
const full = (whole: Parameters<typeof alarm>[0]) => alarm(gt(ratio(used, whole as typeof limit), percent(90)))
const row = (name: string, rule: ReturnType<typeof alarm>, problems: readonly string[] = []): Case => ({
  name,
  input: { exposes: [used, limit, size], rules: [rule] },
  problems,
})

describe('dividing by what may be zero is found', () => {
  table([
    row('as it is', full(limit), found),
    row('the remainder', alarm(gt(mod(used, limit), bytes(1))), found),
    row('aggregated', alarm(gt(ratio(max(used), max(limit)), percent(90))), found),
    row('multiplied', full(mul(limit, 0.8)), found),
    row('multiplied from the left', full(mul(0.8, limit)), found),
    row('limited by something else', full(and(limit, gt(used, bytes(5)))), found),
  ])
})

describe('dividing by what is guarded is left alone', () => {
  table([
    row('gt(…, 0)', full(gt(limit, 0))),
    row('neq(…, 0)', full(neq(limit, 0))),
    row('a guard below an aggregation', alarm(gt(ratio(sum(used), sum(gt(limit, 0))), percent(90)))),
    row('a guard below a factor', full(mul(gt(limit, 0), 0.8))),
    row('clamped', full(clampMin(limit, bytes(1)))),
    row('a gauge whose zero means nothing', full(size)),
    row('the zero is above the line', alarm(gt(ratio(limit, used), percent(90)))),
    row('zeros taken away with unless', full(unless(limit, eq(limit, 0)))),
    row('guarded by itself with and', full(and(limit, gt(limit, 0)))),
    row('guarded around the comparison', alarm(and(gt(ratio(used, limit), percent(90)), gt(limit, 0)))),
    row('the number of series', alarm(gt(div(sum(used), count(limit)), bytes(5)))),
    row('the number of series with a value', alarm(gt(div(sum(used), sum(countValues('value', limit))), bytes(5)))),
  ])
})
