/**
 * Units and their algebra, at compile time and at run time.
 *
 * A unit is a plain string, so that the compiler prints it as it is read: `seconds`, `bytes/second`.
 * Base units follow https://prometheus.io/docs/practices/naming/#base-units; the odd ones exist because
 * exporters expose them, and are converted with `toBaseUnit`.
 */

/** What one step of an odd unit is in its base unit. */
const scales = {
  nanoseconds: ['seconds', 1e-9],
  microseconds: ['seconds', 1e-6],
  milliseconds: ['seconds', 1e-3],
  minutes: ['seconds', 60],
  kibibytes: ['bytes', 1024],
  mebibytes: ['bytes', 1024 ** 2],
  gibibytes: ['bytes', 1024 ** 3],
  percent: ['ratio', 0.01],
  millijoules: ['joules', 1e-3],
  megahertz: ['hertz', 1e6],
} as const satisfies Record<string, readonly [string, number]>

/** Units that need no conversion. `none` is a number without a unit (a loss, a load average, a code). */
export const baseUnits = [
  'seconds',
  'bytes',
  'ratio',
  'count',
  'boolean',
  'timestamp',
  'celsius',
  'joules',
  'watts',
  'volts',
  'amperes',
  'meters',
  'grams',
  'hertz',
  'usd',
  'none',
] as const

export type BaseUnit = (typeof baseUnits)[number]
export type OddUnit = keyof typeof scales

/** The units a metric can be declared in. Expressions also have compound ones, such as `usd/count`. */
export type MetricUnit = BaseUnit | OddUnit | `${BaseUnit}/second`

export const metricUnits: readonly MetricUnit[] = [
  ...baseUnits,
  ...(Object.keys(scales) as OddUnit[]),
  ...baseUnits.map((unit) => `${unit}/second` as const),
]

/** Numbers without a dimension, which leave the other operand's unit as it is. `number` is a bare number in a definition. */
type Factor = 'number' | 'ratio' | 'none' | 'boolean'
const factors: readonly string[] = ['number', 'ratio', 'none', 'boolean']

/** The unit of `rate(x)`, for x in `U`: joules per second are watts, seconds per second a ratio. */
export type PerSecond<U extends string> = U extends 'seconds' ? 'ratio' : U extends 'joules' ? 'watts' : `${U}/second`

export function perSecond(unit: string): string {
  return unit === 'seconds' ? 'ratio' : unit === 'joules' ? 'watts' : `${unit}/second`
}

/** What a rate was before it became a unit of its own. */
type Unrated<U extends string> = U extends 'ratio' ? 'seconds' : U extends 'watts' ? 'joules' : U
const unrated = (unit: string): string => (unit === 'ratio' ? 'seconds' : unit === 'watts' ? 'joules' : unit)

/**
 * The unit of `a / b`. By a count it is a mean: `bytes` by `count` are `bytes`, and so are seconds of a sum
 * per second by observations per second.
 */
export type Quotient<A extends string, B extends string> = A extends B
  ? 'ratio'
  : B extends Factor | 'count'
    ? A
    : B extends 'seconds'
      ? PerSecond<A>
      : [A, B] extends [`${infer X}/second`, `${infer Y}/second`]
        ? Quotient<X, Y>
        : [A, B] extends ['ratio' | 'watts', `${infer Y}/second`]
          ? Quotient<Unrated<A>, Y>
          : A extends 'number'
            ? `1/${B}`
            : `${A}/${B}`

export function quotient(a: string, b: string): string {
  if (a === b) return 'ratio'
  if (factors.includes(b) || b === 'count') return a
  if (b === 'seconds') return perSecond(a)
  if (b.endsWith('/second')) {
    if (a.endsWith('/second')) return quotient(a.slice(0, -7), b.slice(0, -7))
    if (a === 'ratio' || a === 'watts') return quotient(unrated(a), b.slice(0, -7))
  }
  return a === 'number' ? `1/${b}` : `${a}/${b}`
}

/** The unit of `a * b`: a factor or a count changes nothing, and `usd` for each of a `count` is `usd`. */
export type Product<A extends string, B extends string> = A extends 'number'
  ? B
  : B extends 'number'
    ? A
    : A extends Factor
      ? B
      : B extends Factor
        ? A
        : A extends 'count'
          ? B
          : B extends 'count'
            ? A
            : A extends `${infer X}/${B}`
              ? X
              : B extends `${infer Y}/${A}`
                ? Y
                : [A, B] extends [`${infer X}/second`, 'seconds']
                  ? X
                  : [A, B] extends ['seconds', `${infer Y}/second`]
                    ? Y
                    : `${A}*${B}`

export function product(a: string, b: string): string {
  for (const neutral of [['number'], factors, ['count']]) {
    if (neutral.includes(a)) return b
    if (neutral.includes(b)) return a
  }
  if (a.endsWith(`/${b}`)) return a.slice(0, -b.length - 1)
  if (b.endsWith(`/${a}`)) return b.slice(0, -a.length - 1)
  if (b === 'seconds' && a.endsWith('/second')) return a.slice(0, -7)
  if (a === 'seconds' && b.endsWith('/second')) return b.slice(0, -7)
  return `${a}*${b}`
}

/**
 * The unit of `a + b`, or `never` where it has none. A timestamp moves by seconds.
 */
export type Sum<A extends string, B extends string> = [A, B] extends ['timestamp', 'seconds'] | ['seconds', 'timestamp']
  ? 'timestamp'
  : Alike<A, B>

/** The unit of `a - b`: two timestamps differ by seconds. */
export type Difference<A extends string, B extends string> = [A, B] extends ['timestamp', 'timestamp']
  ? 'seconds'
  : [A, B] extends ['timestamp', 'seconds']
    ? 'timestamp'
    : Alike<A, B>

/** The common unit of two operands: a bare number stands for no unit, and `zero`, that of `vector(0)`, for any. */
export type Alike<A extends string, B extends string> = A extends B
  ? A
  : B extends 'zero'
    ? A
    : A extends 'zero'
      ? B
      : [A, B] extends [Bare, 'number']
        ? A
        : [A, B] extends ['number', Bare]
          ? B
          : never

type Bare = 'none' | 'ratio'
const bare: readonly string[] = ['none', 'ratio']

export function alike(a: string, b: string): string | undefined {
  if (a === b || b === 'zero') return a
  if (a === 'zero') return b
  if (b === 'number' && bare.includes(a)) return a
  if (a === 'number' && bare.includes(b)) return b
  return undefined
}

export function sumUnit(a: string, b: string): string | undefined {
  const pair = `${a} ${b}`
  return pair === 'timestamp seconds' || pair === 'seconds timestamp' ? 'timestamp' : alike(a, b)
}

export function differenceUnit(a: string, b: string): string | undefined {
  if (a === 'timestamp' && b === 'timestamp') return 'seconds'
  return a === 'timestamp' && b === 'seconds' ? 'timestamp' : alike(a, b)
}

/** The base unit of an odd one; a base unit is its own. */
export type InBase<U extends string> = U extends OddUnit
  ? (typeof scales)[U][0]
  : U extends `${infer X extends OddUnit}/second`
    ? PerSecond<(typeof scales)[X][0]>
    : U

/** The base unit of `unit`, and the factor that leads to it: `mebibytes` gives `['bytes', 1048576]`. */
export function baseOf(unit: string): readonly [unit: string, factor: number] {
  const rate = unit.endsWith('/second')
  const scale = (scales as Record<string, readonly [string, number]>)[rate ? unit.slice(0, -7) : unit]
  if (!scale) return [unit, 1]
  return [rate ? perSecond(scale[0]) : scale[0], scale[1]]
}

/** The unit after counting (`sum` of booleans, for instance) or averaging it. */
export type Summed<U extends string> = U extends 'boolean' ? 'count' : U
export type Averaged<U extends string> = U extends 'boolean' ? 'ratio' : U
