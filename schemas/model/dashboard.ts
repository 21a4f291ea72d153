/** Dashboards: rows of panels about one subject. */
import { z } from 'zod'
import { definedIn } from './definition.ts'
import { duration, labelName, prose } from './fields.ts'
import type { Panel } from './panel.ts'
import type { Duration } from './quantity.ts'

const slug = z
  .string()
  .regex(/^[a-z][a-z0-9-]*$/, 'a dashboard is named in lower case with dashes, as its file')
  .max(60)

const rowSchema = z.strictObject({
  title: prose('a row has a title'),
  collapsed: z.boolean().default(false),
  panels: z.array(z.custom<Panel>()).min(1, 'a row has at least one panel'),
})

export const dashboardSchema = z.strictObject({
  /** Its file, without `.json`. */
  name: slug,
  file: z.string(),
  title: prose('a dashboard has a title').max(100, 'a title has at most 100 characters'),
  description: prose('a dashboard says what it is for'),
  rows: z.array(rowSchema).min(1, 'a dashboard has at least one row'),
  variables: z.array(labelName).optional(),
  /** Those of the variables that offer what the label's definition says, and not what there is. */
  fixed: z.array(labelName).default([]),
  tags: z.array(z.string().regex(/^[a-z0-9-]+$/, 'a tag is in lower case with dashes')).default([]),
  range: duration.default(6 * 3_600_000),
  refresh: duration.default(30_000),
})
export type DashboardData = z.infer<typeof dashboardSchema>

export interface Dashboard {
  readonly data: DashboardData
}

/** A heading, and the panels below it, in the order in which they are read. */
export interface Row {
  readonly title: string
  readonly panels: readonly Panel[]
  readonly collapsed?: boolean
}

/** `row('Requests', [requestRate, errors])`; `collapsed` for what is looked at seldom. */
export const row = (title: string, panels: readonly Panel[], options: { readonly collapsed?: boolean } = {}): Row =>
  Object.freeze({ title, panels: Array.isArray(panels) ? Object.freeze([...panels]) : panels, ...options })

/** A variable that is there before its values are. */
export interface Fixed {
  readonly fixed: string
}

/** A variable that offers all values of the label's definition, whether there are series of them yet or not: `fixed('environment')`. */
export const fixed = (label: string): Fixed => Object.freeze({ fixed: label })

/**
 * A dashboard, written to `grafana/dashboards/<name>.json`. Its variables are the labels that its expressions share,
 * and every selector uses them; `variables` names others instead.
 */
export function dashboard(
  name: string,
  definition: {
    readonly title: string
    /** What it is for, in one sentence. */
    readonly description: string
    readonly rows: readonly Row[]
    /** Labels to choose from, in the order in which they depend on each other; none for `[]`. */
    readonly variables?: readonly (string | Fixed)[]
    readonly tags?: readonly string[]
    /** How far back it shows at first; six hours if left out. */
    readonly range?: Duration
    /** How often it is drawn anew; every 30 seconds if left out. */
    readonly refresh?: Duration
  },
): Dashboard {
  const { range, refresh, rows, variables, ...rest } = definition
  return Object.freeze({
    data: Object.freeze({
      name,
      file: definedIn(),
      rows: Array.isArray(rows) ? rows.map((one) => ({ collapsed: false, ...one })) : rows,
      tags: [],
      ...choicesOf(variables),
      range: 6 * 3_600_000,
      refresh: 30_000,
      ...rest,
      ...(range && { range: range.node.val * 1000 }),
      ...(refresh && { refresh: refresh.node.val * 1000 }),
    }) as unknown as DashboardData,
  })
}

/** What is no list stays as it is, for the loader to refuse. */
function choicesOf(variables: readonly (string | Fixed)[] | undefined): object {
  if (!Array.isArray(variables)) return variables === undefined ? { fixed: [] } : { fixed: [], variables }
  return {
    variables: variables.map((one) => (isFixed(one) ? one.fixed : one)),
    fixed: variables.filter(isFixed).map((one) => one.fixed),
  }
}

const isFixed = (one: unknown): one is Fixed => typeof one === 'object' && one !== null && 'fixed' in one
