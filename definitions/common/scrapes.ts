/** On dashboards: which targets are scraped. */
import { count, type Expr, eq, min, or, type Panel, panel, query, vector } from 'plimsoll'
import { scrape } from '../exporters/scrape.ts'

export const upOrDown = { 0: { text: 'down', color: 'red' }, 1: { text: 'up', color: 'green' } } as const

type Up = Expr<{ readonly job: string; readonly instance: string }, 'boolean', 'gauge'>

interface Shown {
  /** Those that are looked at, where some may be away: `select(scrape.up, { job: not('training') })`. */
  readonly of?: Up
  readonly description?: string
  readonly width?: number
}

/** `count(up == 0) or vector(0)` */
export const targetsDown = ({ of = scrape.up, ...more }: Shown & { readonly height?: number } = {}): Panel =>
  panel.stat('Targets down', {
    description: 'Scrapes that fail now. While one does, what it exposes is missing below.',
    show: or(count(eq(of, 0)), vector(0)),
    values: { 0: { text: 'none', color: 'green' } },
    color: 'red',
    ...more,
  })

/** `min by (job) (up)` */
export const jobsUp = (title: string, { of = scrape.up, ...more }: Shown = {}): Panel =>
  panel.stateTimeline(title, {
    description: 'Whether each job could be scraped; red while any instance of it could not.',
    show: query(min(of, { by: ['job'] }), { legend: ({ labels }) => `${labels.job}` }),
    values: upOrDown,
    ...more,
  })
