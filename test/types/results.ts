/** What expressions are, as the compiler sees them; a wrong line is an error of `npm run typecheck`. */
import {
  absent,
  add,
  and,
  avg,
  breaches,
  count,
  counter,
  div,
  type Expr,
  eq,
  gauge,
  gt,
  histogram,
  histogramQuantile,
  type KindOf,
  type LabelsOf,
  labelReplace,
  minutes,
  mul,
  type NoLabels,
  numberVariable,
  oneOf,
  or,
  percent,
  quantity,
  rate,
  ratio,
  seconds,
  select,
  share,
  sub,
  sum,
  thresholds,
  time,
  toBaseUnit,
  topk,
  type UnitOf,
  upTo,
  vector,
} from 'plimsoll'

type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false
type Is<E, L, U, K> = [Same<Shown<LabelsOf<E>>, L>, Same<UnitOf<E>, U>, Same<KindOf<E>, K>]
/** Mapped once more, so that two ways to write the same labels are the same. */
type Shown<L> = { readonly [N in keyof L]: L[N] }
declare function is<E>(e: E): { readonly a: <L, U, K>(yes: Is<E, L, U, K>) => void }
const yes: [true, true, true] = [true, true, true]

type Zone = 'a' | 'b'
interface Own {
  readonly zone: Zone
  readonly job: string
  readonly instance: string
}
type OnlyZone = { readonly zone: Zone }
type Target = { readonly job: string; readonly instance: string }

const hits = counter('hits_total', { help: 'h', labels: { zone: oneOf('a', 'b') } })
const size = gauge('size_bytes', { help: 's', unit: 'bytes' })
const up = gauge('up', { help: 'u', unit: 'boolean' })
const started = gauge('start_time_seconds', { help: 's', unit: 'timestamp' })
const framebuffer = gauge('fb', { help: 'f', unit: 'mebibytes' })
const took = histogram('took_seconds', { help: 't', labels: { zone: oneOf('a', 'b') }, buckets: [1] })
const limits = thresholds({ errors: { above: percent(5), why: 'w' } })

const rates = sum(rate(hits, minutes(5)), { by: ['zone'] })
is(hits).a<Shown<Own>, 'count', 'counter'>(yes)
is(select(hits, { zone: 'a' })).a<Shown<Own>, 'count', 'counter'>(yes)
is(rate(hits, minutes(5))).a<Shown<Own>, 'count/second', 'vector'>(yes)
is(rates).a<OnlyZone, 'count/second', 'vector'>(yes)
is(sum(size)).a<Shown<NoLabels>, 'bytes', 'vector'>(yes)
is(sum(size, { without: ['instance'] })).a<{ readonly job: string }, 'bytes', 'vector'>(yes)
is(sum(up)).a<Shown<NoLabels>, 'count', 'vector'>(yes)
is(avg(up, { by: ['job'] })).a<{ readonly job: string }, 'ratio', 'vector'>(yes)
is(ratio(rates, rates)).a<OnlyZone, 'ratio', 'vector'>(yes)
is(share(rates, rates)).a<OnlyZone, 'ratio', 'vector'>(yes)
is(breaches(ratio(rates, rates), limits.errors)).a<OnlyZone, 'ratio', 'condition'>(yes)
is(gt(rates, 0)).a<OnlyZone, 'count/second', 'condition'>(yes)
is(eq(up, 1, { bool: true })).a<Target, 'boolean', 'vector'>(yes)
is(and(gt(size, 0), up)).a<Target, 'bytes', 'condition'>(yes)
is(or(gt(size, 0), size)).a<Target, 'bytes', 'vector'>(yes)
is(div(size, up)).a<Target, 'bytes', 'vector'>(yes)
is(div(size, seconds(2))).a<Target, 'bytes/second', 'vector'>(yes)
is(mul(rate(hits, minutes(5)), size, { on: ['job'], groupLeft: [] })).a<Shown<Own>, 'count/second*bytes', 'vector'>(yes)
is(mul(sum(size, { by: ['job'] }), count(hits, { by: ['job'] }))).a<{ readonly job: string }, 'bytes', 'vector'>(yes)
is(mul(increaseOf(), quantity(0.01, 'usd'))).a<OnlyZone, 'usd', 'vector'>(yes)
is(sub(time(), started)).a<Target, 'seconds', 'vector'>(yes)
is(add(started, seconds(5))).a<Target, 'timestamp', 'vector'>(yes)
is(toBaseUnit(framebuffer)).a<Target, 'bytes', 'vector'>(yes)
is(histogramQuantile(0.9, sum(rate(took.bucket, minutes(5)), { by: ['le'] }))).a<Shown<NoLabels>, 'seconds', 'vector'>(
  yes,
)
is(histogramQuantile(0.9, rate(took.bucket, minutes(5)))).a<Shown<Own>, 'seconds', 'vector'>(yes)
is(div(rate(took.sum, minutes(5)), rate(took.count, minutes(5)))).a<Shown<Own>, 'seconds', 'vector'>(yes)
is(or(rates, vector(0), { on: [] })).a<Shown<NoLabels>, 'count/second', 'vector'>(yes)
is(rate(took.sum, minutes(5))).a<Shown<Own>, 'ratio', 'vector'>(yes)
is(upTo(took.bucket, seconds(1))).a<Shown<LabelsOf<typeof took.bucket>>, 'count', 'counter'>(yes)
is(topk(numberVariable('limit'), rates)).a<OnlyZone, 'count/second', 'vector'>(yes)
is(absent(up)).a<Target, 'boolean', 'condition'>(yes)
is(labelReplace(size, { label: 'host', value: '$1' }, { label: 'instance', matching: '(.*):.*' })).a<
  { readonly job: string; readonly instance: string; readonly host: string },
  'bytes',
  'vector'
>(yes)
is(count(100)).a<Shown<NoLabels>, 'count', 'scalar'>(yes)

declare function increaseOf(): Expr<OnlyZone, 'count', 'vector'>
