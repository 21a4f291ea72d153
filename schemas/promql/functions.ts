/**
 * Functions of instant vectors. Each example is the PromQL that comes out.
 * https://prometheus.io/docs/prometheus/latest/querying/functions/
 */
import type { Quantity } from '../model/quantity.ts'
import { call, text } from './call.ts'
import type { AnyExpr, Expr, KindOf, LabelsOf, NoLabels, UnitOf } from './expr.ts'
import type { NeedsValue } from './messages.ts'

type Valued<F extends string, E> =
  KindOf<E> extends 'gauge' | 'vector' | 'condition' ? E : NeedsValue<`${F}()`, KindOf<E>>
type Same<E> = Expr<LabelsOf<E>, UnitOf<E>, 'vector'>
type As<E, U extends string> = Expr<LabelsOf<E>, U, 'vector'>

/** `abs(v)` */
export const abs = <E extends AnyExpr>(v: Valued<'abs', E>): Same<E> => call('abs', v)
/** `ceil(v)` */
export const ceil = <E extends AnyExpr>(v: Valued<'ceil', E>): Same<E> => call('ceil', v)
/** `floor(v)` */
export const floor = <E extends AnyExpr>(v: Valued<'floor', E>): Same<E> => call('floor', v)
/** `round(v, 0.5)`; to whole numbers unless told otherwise. */
export const round = <E extends AnyExpr>(v: Valued<'round', E>, to?: number): Same<E> =>
  to === undefined ? call('round', v) : call('round', v, to)
/** `clamp(v, 0, 1)` */
export const clamp = <E extends AnyExpr>(
  v: Valued<'clamp', E>,
  min: Quantity<UnitOf<E>> | 0,
  max: Quantity<UnitOf<E>> | 0,
): Same<E> => call('clamp', v, min, max)
/** `clamp_min(v, 1)` */
export const clampMin = <E extends AnyExpr>(v: Valued<'clamp_min', E>, min: Quantity<UnitOf<E>> | 0): Same<E> =>
  call('clamp_min', v, min)
/** `clamp_max(v, 1)` */
export const clampMax = <E extends AnyExpr>(v: Valued<'clamp_max', E>, max: Quantity<UnitOf<E>> | 0): Same<E> =>
  call('clamp_max', v, max)
/** `sgn(v)`: -1, 0 or 1. */
export const sgn = <E extends AnyExpr>(v: Valued<'sgn', E>): As<E, 'none'> => call('sgn', v)
/** `exp(v)` */
export const exp = <E extends AnyExpr>(v: Valued<'exp', E>): As<E, 'none'> => call('exp', v)
/** `ln(v)` */
export const ln = <E extends AnyExpr>(v: Valued<'ln', E>): As<E, 'none'> => call('ln', v)
/** `log2(v)` */
export const log2 = <E extends AnyExpr>(v: Valued<'log2', E>): As<E, 'none'> => call('log2', v)
/** `log10(v)` */
export const log10 = <E extends AnyExpr>(v: Valued<'log10', E>): As<E, 'none'> => call('log10', v)
/** `sqrt(v)` */
export const sqrt = <E extends AnyExpr>(v: Valued<'sqrt', E>): As<E, 'none'> => call('sqrt', v)

/** `sin(v)`, radians. */
export const sin = <E extends AnyExpr>(v: Valued<'sin', E>): As<E, 'none'> => call('sin', v)
/** `cos(v)`, radians. */
export const cos = <E extends AnyExpr>(v: Valued<'cos', E>): As<E, 'none'> => call('cos', v)
/** `tan(v)`, radians. */
export const tan = <E extends AnyExpr>(v: Valued<'tan', E>): As<E, 'none'> => call('tan', v)
/** `asin(v)` */
export const asin = <E extends AnyExpr>(v: Valued<'asin', E>): As<E, 'none'> => call('asin', v)
/** `acos(v)` */
export const acos = <E extends AnyExpr>(v: Valued<'acos', E>): As<E, 'none'> => call('acos', v)
/** `atan(v)` */
export const atan = <E extends AnyExpr>(v: Valued<'atan', E>): As<E, 'none'> => call('atan', v)
/** `sinh(v)` */
export const sinh = <E extends AnyExpr>(v: Valued<'sinh', E>): As<E, 'none'> => call('sinh', v)
/** `cosh(v)` */
export const cosh = <E extends AnyExpr>(v: Valued<'cosh', E>): As<E, 'none'> => call('cosh', v)
/** `tanh(v)` */
export const tanh = <E extends AnyExpr>(v: Valued<'tanh', E>): As<E, 'none'> => call('tanh', v)
/** `asinh(v)` */
export const asinh = <E extends AnyExpr>(v: Valued<'asinh', E>): As<E, 'none'> => call('asinh', v)
/** `acosh(v)` */
export const acosh = <E extends AnyExpr>(v: Valued<'acosh', E>): As<E, 'none'> => call('acosh', v)
/** `atanh(v)` */
export const atanh = <E extends AnyExpr>(v: Valued<'atanh', E>): As<E, 'none'> => call('atanh', v)
/** `deg(v)`: radians to degrees. */
export const deg = <E extends AnyExpr>(v: Valued<'deg', E>): As<E, 'none'> => call('deg', v)
/** `rad(v)`: degrees to radians. */
export const rad = <E extends AnyExpr>(v: Valued<'rad', E>): As<E, 'none'> => call('rad', v)
/** `pi()` */
export const pi = (): Expr<NoLabels, 'none', 'scalar'> => call('pi')

/** The time of evaluation: `time()`. */
export const time = (): Expr<NoLabels, 'timestamp', 'scalar'> => call('time')
/** When the sample was taken: `timestamp(v)`. */
export const timestamp = <E extends AnyExpr>(v: E): As<E, 'timestamp'> => call('timestamp', v)

type Dated<E> = UnitOf<E> extends 'timestamp' ? E : 'date functions need a timestamp; leave the argument out for now'
const dated = <E>(func: string, v: E | undefined): never => (v === undefined ? call(func) : call(func, v))
type DateOf<E> = Expr<E extends AnyExpr ? LabelsOf<E> : NoLabels, 'none', 'vector'>

/** `minute()`, 0 to 59, in UTC. */
export const minute = <E extends AnyExpr = never>(v?: Dated<E>): DateOf<E> => dated('minute', v)
/** `hour()`, 0 to 23, in UTC. */
export const hour = <E extends AnyExpr = never>(v?: Dated<E>): DateOf<E> => dated('hour', v)
/** `day_of_week()`, 0 for Sunday to 6. */
export const dayOfWeek = <E extends AnyExpr = never>(v?: Dated<E>): DateOf<E> => dated('day_of_week', v)
/** `day_of_month()`, 1 to 31. */
export const dayOfMonth = <E extends AnyExpr = never>(v?: Dated<E>): DateOf<E> => dated('day_of_month', v)
/** `day_of_year()`, 1 to 366. */
export const dayOfYear = <E extends AnyExpr = never>(v?: Dated<E>): DateOf<E> => dated('day_of_year', v)
/** `days_in_month()`, 28 to 31. */
export const daysInMonth = <E extends AnyExpr = never>(v?: Dated<E>): DateOf<E> => dated('days_in_month', v)
/** `month()`, 1 to 12. */
export const month = <E extends AnyExpr = never>(v?: Dated<E>): DateOf<E> => dated('month', v)
/** `year()` */
export const year = <E extends AnyExpr = never>(v?: Dated<E>): DateOf<E> => dated('year', v)

/** A number as a vector of one series without labels: `vector(1)`. `or(v, vector(0))` is zero where v is empty. */
export const vector = <const V extends Expr<NoLabels, string, 'scalar'> | 0>(
  v: V,
): Expr<NoLabels, V extends 0 ? 'zero' : UnitOf<V>, 'vector'> => call('vector', v)
/** The value of a single series, as a number: `scalar(v)`. NaN where there is not exactly one. */
export const scalar = <E extends AnyExpr>(v: Valued<'scalar', E>): Expr<NoLabels, UnitOf<E>, 'scalar'> =>
  call('scalar', v)

/** A condition that always holds, with the value 1, for an alert that shows that alerts arrive: `vector(1)`. */
export const always = (): Expr<NoLabels, 'boolean', 'condition'> => call('vector', 1)

type AbsentLabels<E> = { readonly [N in keyof LabelsOf<E>]: LabelsOf<E>[N] }

/** 1 if there is no such series, with the labels that the selector fixes: `absent(up{job="backend"})`. */
export const absent = <E extends AnyExpr>(v: E): Expr<AbsentLabels<E>, 'boolean', 'condition'> => call('absent', v)

/** `sort(v)`: ascending; for tables, since the order of series means nothing to rules. */
export const sort = <E extends AnyExpr>(v: Valued<'sort', E>): Same<E> => call('sort', v)
/** `sort_desc(v)` */
export const sortDesc = <E extends AnyExpr>(v: Valued<'sort_desc', E>): Same<E> => call('sort_desc', v)
/** `sort_by_label(v, "job")`. Since 2.49, experimental. */
export const sortByLabel = <E extends AnyExpr>(
  v: Valued<'sort_by_label', E>,
  ...labels: readonly (keyof LabelsOf<E> & string)[]
): Same<E> => call('sort_by_label', v, ...labels.map(text))
/** `sort_by_label_desc(v, "job")`. Since 2.49, experimental. */
export const sortByLabelDesc = <E extends AnyExpr>(
  v: Valued<'sort_by_label_desc', E>,
  ...labels: readonly (keyof LabelsOf<E> & string)[]
): Same<E> => call('sort_by_label_desc', v, ...labels.map(text))

type With<E, N extends string> = {
  readonly [K in keyof LabelsOf<E> | N]: K extends keyof LabelsOf<E> ? LabelsOf<E>[K] : string
}

/**
 * Sets a label from another one: `label_replace(v, "host", "$1", "instance", "(.*):.*")`.
 * `$1` is the first group of the pattern, which is anchored.
 */
export const labelReplace = <E extends AnyExpr, const N extends string>(
  v: Valued<'label_replace', E>,
  to: { readonly label: N; readonly value: string },
  from: { readonly label: keyof LabelsOf<E> & string; readonly matching: string },
): Expr<With<E, N>, UnitOf<E>, 'vector'> =>
  call('label_replace', v, ...[to.label, to.value, from.label, from.matching].map(text))

/** Sets a label from several: `label_join(v, "target", "/", "job", "instance")`. */
export const labelJoin = <E extends AnyExpr, const N extends string>(
  v: Valued<'label_join', E>,
  to: { readonly label: N; readonly separator: string },
  from: readonly (keyof LabelsOf<E> & string)[],
): Expr<With<E, N>, UnitOf<E>, 'vector'> => call('label_join', v, ...[to.label, to.separator, ...from].map(text))
