/** What only JavaScript, a cast or text can say. sentences.test.ts compares the words with the compiler's. */
import {
  bytes,
  count,
  delta,
  gauge,
  gt,
  histogramQuantile,
  max,
  minutes,
  mul,
  perSecondOf,
  promql,
  rate,
  ratio,
  seconds,
  sub,
  sum,
} from 'plimsoll'
import { describe } from 'vitest'
import { alarm, type Case, connections, latency, requests, table } from '../../support/system.ts'

const used = gauge('memory_used_bytes', { help: 'Memory in use.', unit: 'bytes' })
const row = (name: string, when: Parameters<typeof alarm>[0], ...problems: string[]): Case => ({
  name,
  input: { exposes: [used], rules: [alarm(when)] },
  problems: problems.map((problem) => `expr/type Trouble: ${problem}`),
})
const rates = rate(requests, minutes(5))

describe('a misuse that the compiler could not see is found', () => {
  table([
    row(
      'rate() of a gauge',
      gt(rate(connections as never, minutes(5)) as never, perSecondOf(count(5)) as never),
      'rate() needs a counter, not a gauge; use delta() or deriv() for a gauge',
    ),
    row(
      'delta() of a counter',
      gt(delta(requests as never, minutes(5) as never), count(5) as never),
      'delta() cannot use a raw counter, which only ever grows; take rate() or increase() of it first',
    ),
    row(
      'a raw counter in a comparison',
      gt(requests as never, count(5) as never),
      'operator > cannot use a raw counter, which only ever grows; take rate() or increase() of it first',
    ),
    row(
      'a label that was aggregated away',
      gt(max(sum(connections, { by: ['pool'] }), { by: ['instance' as never] }), count(5)),
      'by names the label instance, which sum by (pool) has removed',
    ),
    row(
      'a label that was never there',
      gt(sum(connections, { without: ['colour' as never] }), count(5)),
      'without names the label colour, but there is only instance, job, pool',
    ),
    row(
      'a quantile without le',
      gt(
        histogramQuantile(0.9, sum(rate(latency.bucket, minutes(5)), { by: ['endpoint'] }) as never),
        seconds(1) as never,
      ),
      "histogram_quantile() needs the label le; keep it in the aggregation with by: ['le', …]",
      'none > seconds makes no sense; convert one side, or correct the unit in its definition',
    ),
    row(
      'seconds beside bytes',
      gt(used, seconds(5) as never),
      'bytes > seconds makes no sense; convert one side, or correct the unit in its definition',
    ),
    row(
      'other labels on each side',
      gt(ratio(sum(rates, { by: ['status'] }), sum(rates, { by: ['method'] }) as never), 0.5),
      'the right side lacks the label status; aggregate both sides alike, or say on, ignoring, groupLeft or groupRight',
    ),
    row(
      'a label to borrow that is not there',
      gt(
        mul(connections, sum(connections, { by: ['pool'] }), { on: ['pool'], groupLeft: ['version' as never] }),
        count(5) as never,
      ),
      'group_left names the label version, but there is only pool',
    ),
  ])
})

describe('a use that the compiler accepts is left alone', () => {
  table([
    row('rate() of a counter', gt(rates, perSecondOf(count(5)))),
    row('delta() of a gauge', gt(delta(connections, minutes(5)), count(5))),
    row('a raw counter that is counted', gt(sum(rates), perSecondOf(count(5)))),
    row('a quantile with le', gt(histogramQuantile(0.9, rate(latency.bucket, minutes(5))), seconds(1))),
    row('bytes beside bytes', gt(used, bytes(5))),
    row('zero, which is zero in every unit', gt(used, 0)),
    row(
      'labels of one side that are ignored',
      gt(sub(connections, sum(connections), { ignoring: ['pool', 'job', 'instance'] }), count(5)),
    ),
    row(
      'a number in text, which cannot say its unit',
      promql({ labels: ['job'], unit: 'bytes', condition: true })`max by (job) (memory_used_bytes) > 5e9`,
    ),
    row(
      'a quantity in text',
      promql({ labels: ['job'], unit: 'bytes', condition: true })`max by (job) (memory_used_bytes) > ${bytes(5)}`,
    ),
  ])
})
