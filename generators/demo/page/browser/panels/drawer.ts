/** What draws a kind of panel. */
import type { Panel } from '../../preview/board.ts'
import type { Range } from '../../preview/interval.ts'
import type { Labels, Series } from '../../preview/series.ts'

/** Something that an annotation of the dashboard shows: from when to when, in seconds since 1970. */
export interface Event {
  readonly from: number
  readonly to: number
  readonly title: string
  readonly text: string
  readonly colour: string
  readonly labels: Labels
}

export interface Answer {
  readonly series: readonly Series[]
  readonly range: Range
  readonly step: number
  readonly events: readonly Event[]
}

/** Takes a place on the page, and then draws each answer there. */
export type Drawer = (panel: Panel, body: HTMLElement) => (answer: Answer) => void
