/** A panel on the page: its title, what it says of itself, and its drawing, which is asked for while it can be seen. */
import type { Panel, Variable } from '../preview/board.ts'
import { aligned, type Range, secondsOf, stepOf, timeVariables } from '../preview/interval.ts'
import { type QueryData, type Series, seriesOf } from '../preview/series.ts'
import { undrawn } from '../preview/undrawn.ts'
import { type Chosen, substitute } from '../preview/variables.ts'
import { askPrometheus, sentence } from './ask.ts'
import { $, button, h } from './dom.ts'
import { markdown } from './markdown.ts'
import type { Answer, Event } from './panels/drawer.ts'
import { drawers } from './panels/index.ts'

/** What all panels of a dashboard share. */
export interface Surroundings {
  readonly range: () => Range
  readonly variables: readonly Variable[]
  readonly chosen: () => Chosen
  readonly scrapeInterval: number
  readonly events: () => readonly Event[]
}

export interface Shown {
  readonly element: HTMLElement
  readonly refresh: () => Promise<void>
}

export function panelOf(panel: Panel, around: Surroundings): Shown {
  const { element, body, become } = frameOf(panel, around)
  const draw = drawers[panel.type]?.(panel, body)
  if (panel.type === 'text') body.append(textOf(panel))
  if (!draw) {
    become(panel.type === 'text' ? 'drawn' : 'undrawn')
    return { element, refresh: async () => {} }
  }
  become('waiting', 'Loading …')
  let turn = 0
  const refresh = async (): Promise<void> => {
    turn += 1
    const mine = turn
    try {
      const answer = await answerFor(panel, around, body.clientWidth)
      // something else may have been chosen meanwhile
      if (mine !== turn) return
      if (answer.series.length === 0) {
        body.replaceChildren()
        become('empty', 'No data')
        return
      }
      draw(answer)
      become('drawn')
    } catch (error) {
      if (mine === turn) become('failed', sentence(error))
    }
  }
  return { element, refresh }
}

const textOf = ({ options }: Panel): HTMLElement =>
  h('div', { class: 'prose' }, ...markdown((options as { readonly content: string }).content))

interface Frame {
  readonly element: HTMLElement
  readonly body: HTMLElement
  /** Notes the state that the panel is in, with what there is to say of it. */
  readonly become: (state: string, words?: string) => void
}

function frameOf(panel: Panel, around: Surroundings): Frame {
  const title = h('h3', { id: `title-${panel.id}` }, panel.title)
  const body = h('div', { class: 'body' })
  const message = h('p', { class: 'message' })
  const left = undrawn(panel)
  const element = h(
    'article',
    { class: 'panel', id: `panel-${panel.id}`, 'data-type': panel.type, 'aria-labelledby': title.id, tabindex: -1 },
    h('header', {}, title, about(panel, around)),
    body,
    message,
    left.length > 0 && h('p', { class: 'undrawn' }, `Not drawn in this preview: ${left.join(', ')}.`),
  )
  element.dataset.size = sizeOf(panel)
  element.style.setProperty('--w', String(panel.gridPos.w))
  element.style.setProperty('--h', String(panel.gridPos.h))
  const become = (state: string, words = ''): void => {
    element.dataset.state = state
    message.textContent = words
  }
  return { element, body, become }
}

/** How wide it is where there are fewer columns than Grafana's 24. */
function sizeOf({ gridPos: { w } }: Panel): string {
  return w <= 5 ? 'small' : w <= 8 ? 'medium' : w <= 16 ? 'large' : 'full'
}

async function answerFor(panel: Panel, around: Surroundings, width: number): Promise<Answer> {
  const step = stepOf(around.range(), width, Math.max(secondsOf(panel.interval ?? '') ?? 0, around.scrapeInterval))
  const range = aligned(around.range(), step)
  const asked = (panel.targets ?? []).map(async (target): Promise<Series[]> => {
    const query = queryOf(target.expr, around, step)
    const data = target.instant
      ? await askPrometheus<QueryData>('query', { query, time: around.range().to })
      : await askPrometheus<QueryData>('query_range', { query, start: range.from, end: range.to, step })
    return seriesOf(target, data)
  })
  return { series: (await Promise.all(asked)).flat(), range, step, events: around.events() }
}

const queryOf = (expr: string, { range, variables, chosen, scrapeInterval }: Surroundings, step: number): string =>
  substitute(expr, variables, chosen(), timeVariables(range(), step, scrapeInterval))

/** A button that opens what the panel says of itself, what it asks Prometheus, and where its runbooks are. */
function about(panel: Panel, around: Surroundings): HTMLElement {
  const id = `about-${panel.id}`
  const place = h('div', { id, class: 'about', popover: 'auto', role: 'dialog', 'aria-label': `About ${panel.title}` })
  place.addEventListener('beforetoggle', (event) => {
    if ((event as ToggleEvent).newState !== 'open') return
    const step = stepOf(around.range(), $(`panel-${panel.id}`).clientWidth, around.scrapeInterval)
    const queries = (panel.targets ?? []).map(({ expr }) =>
      h('pre', { tabindex: 0 }, h('code', {}, queryOf(expr, around, step))),
    )
    place.replaceChildren(
      h('h4', {}, panel.title),
      h('p', {}, panel.description ?? 'This panel has no description.'),
      ...(queries.length > 0 ? [h('h5', {}, queries.length > 1 ? 'Queries' : 'Query'), ...queries] : []),
      h('p', {}, ...runbooksOf(panel).map((alert) => runbookLink(alert, `Runbook: ${alert}`))),
      button('Close', () => place.hidePopover()),
    )
  })
  const opener = h(
    'button',
    { type: 'button', class: 'info', popovertarget: id, 'aria-label': `About ${panel.title}` },
    'i',
  )
  return h('div', { class: 'tools' }, h('span', { class: 'alerts' }), opener, place)
}

/** The alerts that watch what the panel shows. */
export const runbooksOf = ({ links = [] }: Panel): string[] =>
  links.flatMap(({ title }) => /^Runbook: (\w+)$/.exec(title)?.[1] ?? [])

export const runbookLink = (alert: string, words: string): HTMLElement =>
  h('a', { href: `/runbooks/${encodeURIComponent(alert)}` }, words)
