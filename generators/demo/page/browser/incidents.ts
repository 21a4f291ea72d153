/** Buttons that start and end incidents. */
import { type AlertNow, isTrouble } from '../preview/alerts.ts'
import { button, h, keep, say } from './dom.ts'
import type { Live } from './live.ts'
import { showState } from './state.ts'

/** One button for one alert: it starts its incident, or ends the one that runs. */
export function incidentButton(live: Live, alert: string): HTMLButtonElement {
  const element = button('', () => live.change(alert, element.dataset.running === 'true' ? 'stop' : 'start'), {
    class: 'incident',
    hidden: true,
  })
  element.append(h('span', { class: 'verb' }), h('span', { class: 'unseen' }, ` of ${alert}`))
  return element
}

/** Brings the button below the element in line with whether the incident runs. */
export function updateIncident(element: HTMLElement, incident: boolean | undefined): void {
  const [found, verb] = [element.querySelector<HTMLElement>('.incident'), element.querySelector('.verb')]
  if (!found || !verb) return
  found.hidden = incident === undefined
  found.dataset.running = String(incident === true)
  say(verb, incident ? 'End incident' : 'Start incident')
}

/** Beside a dashboard: starts any incident, and lists those that run and the alerts that are not inactive. */
export function incidentBar(live: Live): HTMLElement {
  const choice = h('select')
  const start = button('Start incident', () => live.change(choice.value, 'start'), { class: 'incident' })
  const active = h('ul')
  live.watch((alerts) => {
    offer(
      choice,
      alerts.filter(({ incident }) => incident === false).map(({ name }) => name),
    )
    start.disabled = choice.options.length === 0
    const create = ({ name }: AlertNow): HTMLElement => itemOf(live, name)
    keep(active, alerts.filter(isShown), ({ name }) => name, create, updateItem)
  })
  return h(
    'section',
    { class: 'incidents', 'aria-label': 'Incidents' },
    h('div', { class: 'starter' }, h('label', { class: 'field' }, h('span', {}, 'Make fire'), choice), start),
    active,
  )
}

const isShown = (alert: AlertNow): boolean =>
  alert.incident === true || (isTrouble(alert) && (alert.state === 'firing' || alert.state === 'pending'))

/** Other options, with the one that was chosen still chosen where there is one. */
function offer(choice: HTMLSelectElement, names: readonly string[]): void {
  const before = [...choice.options].map(({ value }) => value)
  if (before.join() === names.join()) return
  const { value } = choice
  choice.replaceChildren(...names.map((name) => h('option', { value: name }, name)))
  if (names.includes(value)) choice.value = value
}

const itemOf = (live: Live, name: string): HTMLElement =>
  h('li', {}, h('span', { class: 'place' }), h('a', { href: `/#alert-${name}` }, name), incidentButton(live, name))

/** An incident that does not run is started beside the list. */
function updateItem(element: HTMLElement, { state, incident }: AlertNow): void {
  showState(element, state)
  updateIncident(element, incident || undefined)
}
