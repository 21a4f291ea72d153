/** A dashboard: what can be chosen, and its panels, each drawn while it is in view. */
import type { AlertNow } from '../preview/alerts.ts'
import { type Board, type Panel, type Section, sectionsOf } from '../preview/board.ts'
import { ask, sentence } from './ask.ts'
import { type Choices, choicesOf } from './choices.ts'
import type { Clock } from './clock.ts'
import { h, keep } from './dom.ts'
import { eventList, eventsOf } from './events.ts'
import { incidentBar } from './incidents.ts'
import type { Live } from './live.ts'
import { panelOf, runbooksOf, type Shown, type Surroundings } from './panel.ts'
import type { Event } from './panels/drawer.ts'
import { stateMark } from './state.ts'

export async function showBoard(slug: string, main: HTMLElement, live: Live, clock: Clock): Promise<void> {
  const board = await ask<Board>(`dashboards/${encodeURIComponent(slug)}`)
  const variables = board.templating.list.filter(({ type }) => type === 'query' || type === 'custom')
  let events: readonly Event[] = []
  const choices: Choices = choicesOf(board, () => clock.refresh())
  const around: Surroundings = {
    range: choices.range,
    chosen: choices.chosen,
    variables,
    scrapeInterval: live.system.scrapeInterval,
    events: () => events,
  }
  const annotated = eventList()
  const visible = new Set<Shown>()
  const watcher = new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting } of entries) {
        const shown = panels.get(target)
        if (!shown) continue
        if (isIntersecting && !visible.has(shown)) shown.refresh()
        if (isIntersecting) visible.add(shown)
        else visible.delete(shown)
      }
    },
    { rootMargin: '200px' },
  )
  const panels = new Map<Element, Shown>()
  const place = (panel: Panel): HTMLElement => {
    const shown = panelOf(panel, around)
    panels.set(shown.element, shown)
    live.watch((alerts) => markPanel(shown.element, panel, alerts))
    return shown.element
  }
  main.replaceChildren(
    h('div', { class: 'title' }, h('h1', {}, board.title), h('p', {}, board.description ?? '')),
    incidentBar(live),
    choices.element,
    annotated.element,
    ...sectionsOf(board).map((section) => sectionOf(section, place)),
  )
  for (const element of panels.keys()) watcher.observe(element)
  let first = true
  clock.run(async () => {
    try {
      const asked = {
        range: choices.range(),
        variables,
        chosen: choices.chosen(),
        scrapeInterval: around.scrapeInterval,
      }
      const found = board.annotations.list.map((one) => eventsOf(one, asked))
      const [lists] = await Promise.all([Promise.all(found), choices.refresh()])
      events = lists.flat()
      annotated.update(events)
    } catch (error) {
      annotated.fail(sentence(error))
    }
    // those in view are asked for at first as soon as they are, and lack nothing but bands
    if (!first || events.length > 0) await Promise.all([...visible].map((shown) => shown.refresh()))
    first = false
  })
}

function sectionOf({ title, collapsed, panels }: Section, place: (panel: Panel) => HTMLElement): HTMLElement {
  const grid = h('div', { class: 'grid' }, ...panels.map(place))
  return title === undefined
    ? h('section', {}, grid)
    : h('details', { class: 'row', open: !collapsed }, h('summary', {}, h('h2', {}, title)), grid)
}

/** Says at a panel that an alert of what it shows is not inactive. */
function markPanel(element: HTMLElement, panel: Panel, alerts: readonly AlertNow[]): void {
  const place = element.querySelector('.alerts')
  const watching = runbooksOf(panel)
  const active = alerts.filter(
    ({ name, state }) => watching.includes(name) && (state === 'firing' || state === 'pending'),
  )
  if (place)
    keep(
      place,
      active,
      ({ name, state }) => `${name} ${state}`,
      ({ name, state }) => h('a', { href: `/#alert-${name}`, title: `${name} is ${state}` }, stateMark(state)),
    )
}
