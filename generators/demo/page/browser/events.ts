/** The annotations of a dashboard: when alerts fired, and when something started anew. */
import type { Annotation, Variable } from '../preview/board.ts'
import { aligned, type Range, secondsOf, stepOf, timeVariables } from '../preview/interval.ts'
import { legend, type QueryData, seriesOf } from '../preview/series.ts'
import { spansOf } from '../preview/timeline.ts'
import { type Chosen, substitute } from '../preview/variables.ts'
import { askPrometheus } from './ask.ts'
import { h, keep, say } from './dom.ts'
import type { Event } from './panels/drawer.ts'
import { timeOf } from './times.ts'

export async function eventsOf(
  { expr, iconColor, titleFormat = '', textFormat = '', step: least = '' }: Annotation,
  around: {
    readonly range: Range
    readonly variables: readonly Variable[]
    readonly chosen: Chosen
    readonly scrapeInterval: number
  },
): Promise<Event[]> {
  const step = stepOf(around.range, 300, Math.min(secondsOf(least) ?? 60, around.scrapeInterval))
  const { from, to } = aligned(around.range, step)
  const query = substitute(
    expr,
    around.variables,
    around.chosen,
    timeVariables(around.range, step, around.scrapeInterval),
  )
  const data = await askPrometheus<QueryData>('query_range', { query, start: from, end: to, step })
  return seriesOf({ refId: '', expr }, data).flatMap(({ labels, points }) =>
    spansOf(
      points.map(([time]) => [time, 1] as const),
      step,
    ).map((span) => ({
      from: span.from,
      to: span.to,
      title: legend(titleFormat, labels),
      text: legend(textFormat, labels),
      colour: iconColor,
      labels,
    })),
  )
}

export interface EventList {
  readonly element: HTMLElement
  readonly update: (events: readonly Event[]) => void
  readonly fail: (words: string) => void
}

/** As many as anyone reads. */
const most = 30

/** The bands of the graphs in words. */
export function eventList(): EventList {
  const summary = h('summary', {}, nothing)
  const list = h('ol')
  return {
    element: h('details', { class: 'events' }, summary, list),
    fail: (words) => say(summary, words),
    update: (events) => {
      const last = events.toSorted((a, b) => b.from - a.from).slice(0, most)
      say(summary, events.length === 0 ? nothing : `Bands on the graphs, in words: ${events.length}`)
      keep(list, last, (event) => JSON.stringify(event), itemOf)
    },
  }
}

const nothing = 'No alert and no restart in this range'

const itemOf = ({ from, to, title, text }: Event): HTMLElement =>
  h('li', {}, `${timeOf(from * 1000)} to ${timeOf(to * 1000)}: `, h('b', {}, title), text === '' ? '' : `, ${text}`)
