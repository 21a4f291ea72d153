/**
 * Panels: what a dashboard shows, each made from typed expressions. How it looks follows from the expression: unit,
 * decimals, legend, axis, colours, and the thresholds of the alerts that watch the same expression.
 */
import { z } from 'zod'
import type { AnyExpr, KindOf, LabelsOf } from '../promql/expr.ts'
import type { NeedsBuckets } from '../promql/messages.ts'
import { definedIn } from './definition.ts'
import { prose } from './fields.ts'
import type { Quantity } from './quantity.ts'
import { queriesOf, querySchema, type Showable, type ShownAll } from './query.ts'
import { type Threshold, thresholdSchema } from './threshold.ts'

export const panelTypes = [
  'timeSeries',
  'stat',
  'gauge',
  'barGauge',
  'heatmap',
  'table',
  'stateTimeline',
  'text',
] as const
export type PanelType = (typeof panelTypes)[number]

/** How many of 24 columns a panel takes at least, and how high it is; lines are filled up. */
const sizes = { width: z.int().min(2).max(24).optional(), height: z.int().min(2).max(30).optional() }

const isThreshold = (value: unknown): boolean =>
  thresholdSchema.safeParse((value as Threshold | undefined)?.data).success

interface Mark {
  readonly value: number
  readonly unit: string
}
const mark = z.custom<Mark>(
  (value) => typeof (value as Mark)?.value === 'number' && typeof (value as Mark).unit === 'string',
  'a mark is a quantity, such as count(100)',
)

const mapping = z.strictObject({ text: z.string().min(1), color: z.string().min(1).optional() })

export const panelSchema = z
  .strictObject({
    type: z.enum(panelTypes),
    title: prose('a panel has a title').max(100, 'a title has at most 100 characters'),
    file: z.string(),
    description: prose('a panel says what it shows').optional(),
    key: z
      .string()
      .regex(/^[a-z0-9][a-z0-9-]*$/, 'a key has lower case, digits and dashes only')
      .optional(),
    ...sizes,
    queries: z.array(querySchema).max(26, 'a panel has at most 26 queries'),
    unit: z.string().min(1).optional(),
    decimals: z.int().min(0).max(10).optional(),
    min: z.number().optional(),
    max: z.number().optional(),
    legend: z.enum(['list', 'table', 'hidden']).optional(),
    per: z.enum(['second', 'minute', 'hour']).optional(),
    draw: z.enum(['lines', 'area', 'bars', 'points']).optional(),
    stacked: z.boolean().optional(),
    logarithmic: z.boolean().optional(),
    calculation: z.enum(['last', 'mean', 'max', 'min', 'sum']).optional(),
    sparkline: z.boolean().optional(),
    limits: z.array(z.custom<Threshold>(isThreshold, 'a limit is one of thresholds({ … })')).optional(),
    marks: z.array(mark).optional(),
    values: z.record(z.string(), mapping).optional(),
    columns: z.record(z.string(), z.string().min(1)).optional(),
    color: z.string().min(1).optional(),
    text: z.string().optional(),
    /** The alert that a panel of the overview stands for. */
    about: z.string().optional(),
  })
  .refine(({ type, queries }) => type === 'text' || queries.length > 0, 'a panel shows at least one expression')
  .refine(({ type, description }) => type === 'text' || description !== undefined, 'a panel says what it shows')
  .refine(({ min, max }) => min === undefined || max === undefined || min < max, 'min is below max')
export type PanelData = z.infer<typeof panelSchema>

export interface Panel {
  readonly data: PanelData
}

interface Common {
  /** What it shows and how to read it; Grafana shows it behind the i. */
  readonly description: string
  /** Columns of 24 that it takes at least. */
  readonly width?: number
  /** Its height in units of 30 pixels. */
  readonly height?: number
  /** What its id is made from, where the title is going to change; the title in lower case if left out. */
  readonly key?: string
}

interface Drawn<P extends string, S> extends Common {
  /** An expression, a `query`, or several. */
  readonly show: ShownAll<P, S>
  /** Another unit than that of the expression, by Grafana's id for it: `reqps`. */
  readonly unit?: string
  readonly decimals?: number
  /** Over which time a rate is told: what is rare is easier to read per minute or per hour. Per second if left out. */
  readonly per?: 'second' | 'minute' | 'hour'
  readonly min?: number
  readonly max?: number
  /** Lines beside those of the alerts that watch the same expression. */
  readonly limits?: readonly Threshold[]
  /** One colour for all, by Grafana's name for it: `blue`. */
  readonly color?: string
  /** Names and colours of values: `{ 0: { text: 'down', color: 'red' } }`. */
  readonly values?: PanelData['values']
}

interface Charted<P extends string, S> extends Drawn<P, S> {
  /** `table` adds the last, the mean and the greatest value; `list` if left out. */
  readonly legend?: 'list' | 'table' | 'hidden'
  readonly draw?: 'lines' | 'area' | 'bars' | 'points'
  /** Series on top of each other, where they are parts of one whole. */
  readonly stacked?: boolean
  readonly logarithmic?: boolean
  /** Marks on the axis without an alert, each a quantity. */
  readonly marks?: readonly Quantity[]
}

interface Reduced<P extends string, S> extends Drawn<P, S> {
  /** Which value of the time range is shown; the last if left out. */
  readonly calculation?: PanelData['calculation']
}

interface Statted<P extends string, S> extends Reduced<P, S> {
  /** Whether the course of the value is drawn behind it; it is if left out. */
  readonly sparkline?: boolean
}

interface Tabled<P extends string, S> extends Drawn<P, S> {
  /** Headings, by label or by legend: `{ alertname: 'Alert' }`. */
  readonly columns?: Readonly<Record<string, string>>
}

function define(type: PanelType, title: string, options: object): Panel {
  const { show, marks, ...rest } = options as { show?: Showable; marks?: readonly Quantity[] }
  return Object.freeze({
    data: Object.freeze({
      type,
      title,
      file: definedIn(),
      queries: show === undefined ? [] : queriesOf(show),
      ...(marks && {
        marks: Array.isArray(marks) ? marks.map((mark) => ({ value: mark?.node?.val, unit: mark?.node?.unit })) : marks,
      }),
      ...rest,
    }) as PanelData,
  })
}

/** Values over time, as lines, areas, bars or points. */
export const timeSeries = <const S extends Showable>(title: string, options: Charted<'timeSeries', S>): Panel =>
  define('timeSeries', title, options)

/** One number for each series, large, coloured by its thresholds. */
export const stat = <const S extends Showable>(title: string, options: Statted<'stat', S>): Panel =>
  define('stat', title, options)

/** A number between two bounds, as an arc. */
export const gauge = <const S extends Showable>(title: string, options: Reduced<'gauge', S>): Panel =>
  define('gauge', title, options)

/** A bar for each series, the greatest first. */
export const barGauge = <const S extends Showable>(title: string, options: Reduced<'barGauge', S>): Panel =>
  define('barGauge', title, options)

/** One row for each series, with its labels as columns. */
export const table = <const S extends Showable>(title: string, options: Tabled<'table', S>): Panel =>
  define('table', title, options)

/** When each series had which of a few values. */
export const stateTimeline = <const S extends Showable>(title: string, options: Drawn<'stateTimeline', S>): Panel =>
  define('stateTimeline', title, options)

type Buckets<E> = KindOf<E> extends 'histogram' ? E : LabelsOf<E> extends { readonly le: string } ? E : NeedsBuckets

/** How a histogram's observations are spread over time: `sum(rate(latency.bucket, rateInterval), { by: ['le'] })`. */
export const heatmap = <E extends AnyExpr>(
  title: string,
  options: Common & { readonly show: Buckets<E>; readonly logarithmic?: boolean },
): Panel => define('heatmap', title, options)

/** Markdown. */
export const text = (
  title: string,
  options: { readonly text: string; readonly width?: number; readonly height?: number; readonly key?: string },
): Panel => define('text', title, options)
