/** Counts of nothing, quantiles beyond 1, and parts above the whole: comparisons that do not mean what they say. */
import {
  avg,
  byDns,
  count,
  counter,
  eq,
  gt,
  histogram,
  histogramQuantile,
  lt,
  maxOverTime,
  minutes,
  oneOf,
  over,
  percent,
  rate,
  ratio,
  seconds,
  select,
  sum,
} from 'plimsoll'
import { describe } from 'vitest'
import { alarm, connections, table, up } from '../../support/system.ts'

const empty =
  'expr/empty Trouble: is empty when no series is left, and then does not fire; count with { bool: true }, so that there is a 0'
const hits = counter('hits_total', { help: 'Hits.', labels: { result: oneOf('good', 'bad') } })
const took = histogram('took_seconds', { help: 'Time taken.', buckets: [1, 2] })
const share = ratio(sum(rate(select(hits, { result: 'bad' }), minutes(5))), sum(rate(hits, minutes(5))))
const p = (q: number) => gt(histogramQuantile(q, sum(rate(took.bucket, minutes(5)), { by: ['le'] })), seconds(1))

describe('a count of nothing is found', () => {
  table([
    { name: 'fewer than two are up', input: { rules: [alarm(lt(count(eq(up, 1)), count(2)))] }, problems: [empty] },
    { name: 'none is up', input: { rules: [alarm(eq(sum(eq(up, 1)), 0))] }, problems: [empty] },
    {
      name: 'but not with bool',
      input: { rules: [alarm(lt(sum(eq(up, 1, { bool: true })), count(2)))] },
      problems: [],
    },
    { name: 'but not more than so many', input: { rules: [alarm(gt(count(eq(up, 0)), count(2)))] }, problems: [] },
    { name: 'but not a sum of all', input: { rules: [alarm(lt(sum(connections), count(2)))] }, problems: [] },
  ])
})

describe('a quantile beyond 0 and 1 is found', () => {
  table([
    {
      name: 'in percent',
      input: { exposes: [took], rules: [alarm(p(95))] },
      problems: ['expr/quantile Trouble: 95 is no quantile; the 95th percentile is 0.95'],
    },
    { name: 'but not between them', input: { exposes: [took], rules: [alarm(p(0.95))] }, problems: [] },
  ])
})

describe('a part beyond its whole is found', () => {
  table([
    {
      name: 'above it',
      input: { exposes: [hits], rules: [alarm(gt(share, percent(150)))] },
      problems: ['expr/range Trouble: is never true: the value is between 0 and 1'],
    },
    { name: 'but not within it', input: { exposes: [hits], rules: [alarm(gt(share, percent(50)))] }, problems: [] },
    {
      name: 'nor an average of some above that of all',
      input: {
        rules: [alarm(gt(ratio(avg(select(connections, { pool: 'read' })), avg(connections)), percent(150)))],
      },
      problems: [],
    },
    {
      name: 'and not a ratio of two different things',
      input: {
        exposes: [hits],
        rules: [
          alarm(
            gt(
              ratio(sum(rate(hits, minutes(5))), sum(rate(select(hits, { result: 'bad' }), minutes(5)))),
              percent(150),
            ),
          ),
        ],
      },
      problems: [],
    },
  ])
})

describe('a window of a subquery with too few steps is found', () => {
  table([
    {
      name: 'two steps',
      input: { rules: [alarm(gt(maxOverTime(sum(connections), over(minutes(2), { every: minutes(1) })), count(5)))] },
      problems: [
        'expr/window Trouble: the window 2m is less than four steps of 1m; take 4m or more, or a smaller step',
      ],
    },
  ])
})

describe('an instance that no target has is found', () => {
  const at = (instance: string) => alarm(eq(select(up, { instance }), 0))
  table([
    {
      name: 'a port that is another',
      input: { rules: [at('app:8080')] },
      problems: ['expr/series Trouble: no value of the label instance satisfies instance="app:8080"; up has app:8000'],
    },
    { name: 'but not one that it has', input: { rules: [at('app:8000')] }, problems: [] },
    {
      name: 'nor any where targets are discovered',
      input: { addressing: byDns(), rules: [at('10.0.0.1:8000')] },
      problems: [],
    },
  ])
})
