/** Dashboards as they are generated, read back from the text of their files. */
import { type AnyExpr, type Dashboard, dashboard, type Panel, panel, type Query, query, row } from 'plimsoll'
import { grafana } from '../../generators/outputs/grafana/index.ts'
import { validateAll } from '../../generators/validate.ts'
import { type Parts, systemFrom } from './system.ts'

interface Box {
  readonly x: number
  readonly y: number
  readonly w: number
  readonly h: number
}

interface Override {
  readonly matcher: { readonly id: string; readonly options: string }
  readonly properties: readonly { readonly id: string; readonly value: unknown }[]
}

export interface PanelJson {
  readonly id: number
  readonly type: string
  readonly title: string
  readonly description?: string
  readonly gridPos: Box
  readonly collapsed?: boolean
  readonly panels?: readonly PanelJson[]
  readonly interval?: string
  readonly targets: readonly (Readonly<Record<string, unknown>> & {
    readonly expr: string
    readonly legendFormat: string
  })[]
  readonly fieldConfig: {
    readonly defaults: {
      readonly unit: string
      readonly decimals?: number
      readonly min?: number
      readonly max?: number
      readonly color: unknown
      readonly mappings: readonly unknown[]
      readonly thresholds: { readonly steps: readonly { readonly value: number | null; readonly color: string }[] }
      readonly custom?: Readonly<Record<string, unknown>>
    }
    readonly overrides: readonly Override[]
  }
  readonly options: Readonly<Record<string, unknown>>
  readonly transformations?: readonly unknown[]
  readonly links?: readonly { readonly title: string; readonly url: string }[]
}

export interface BoardJson {
  readonly uid: string
  readonly title: string
  readonly tags: readonly string[]
  readonly refresh: string
  readonly time: { readonly from: string; readonly to: string }
  readonly panels: readonly PanelJson[]
  readonly templating: { readonly list: readonly Readonly<Record<string, unknown>>[] }
  readonly annotations: { readonly list: readonly { readonly name: string; readonly expr: string }[] }
}

export const board = (
  panels: readonly Panel[],
  more: Partial<Parameters<typeof dashboard>[1]> = {},
  name = 'main',
): Dashboard =>
  dashboard(name, { title: 'Main', description: 'A dashboard for tests.', rows: [row('All', panels)], ...more })

/** A panel of one kind; `more` also takes what the compiler would refuse. */
export function chart(
  show: AnyExpr | Query | readonly (AnyExpr | Query)[],
  more: object = {},
  { as = 'timeSeries', title = 'Chart' }: { readonly as?: keyof typeof panel; readonly title?: string } = {},
): Panel {
  const make = panel[as] as (title: string, options: object) => Panel
  return make(title, { description: 'What it shows.', show, ...more })
}

/** Every dashboard of a system by its name; each file must fit its schema. */
export async function boardsOf(parts: Parts): Promise<Readonly<Record<string, BoardJson>>> {
  const files = grafana(await systemFrom(parts))
  validateAll(files)
  return Object.fromEntries(
    files
      .filter(({ path }) => path.endsWith('.json'))
      .map(({ path, text }) => [path.replace(/^.*\/|\.json$/g, ''), JSON.parse(text) as BoardJson]),
  )
}

export async function mainBoard(panels: readonly Panel[], parts: Parts & { readonly board?: object } = {}) {
  const { board: more, ...rest } = parts
  const { main } = await boardsOf({ dashboards: [board(panels, more)], ...rest })
  if (!main) throw new Error('there is no dashboard named main')
  return main
}

/** The panels of a dashboard in order, without rows and with what is in collapsed ones. */
export const panelsOf = ({ panels }: BoardJson): PanelJson[] =>
  panels.flatMap((one) => (one.type === 'row' ? (one.panels ?? []) : [one]))

/** One panel alone on a dashboard. */
export async function drawn(one: Panel, parts: Parameters<typeof mainBoard>[1] = {}): Promise<PanelJson> {
  const [only] = panelsOf(await mainBoard([one], parts))
  if (!only) throw new Error('there is no panel')
  return only
}

/** PromQL on one line. */
export const flat = (expr: string): string => expr.replace(/\s+/g, ' ').replaceAll('( ', '(').replaceAll(' )', ')')

export const exprsOf = ({ targets }: PanelJson): string[] => targets.map(({ expr }) => flat(expr))

export const named = (expr: AnyExpr, legend: string, more: object = {}): Query =>
  query(expr as never, { legend, ...more } as never)
