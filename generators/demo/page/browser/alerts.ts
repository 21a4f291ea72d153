/** All alerts of the system: those that are active first, with what they are about, then each with its state and its button. */
import { type AlertNow, countOf, type Instance, isTrouble } from '../preview/alerts.ts'
import { format, fromNow } from '../preview/units.ts'
import { h, keep, say } from './dom.ts'
import { incidentButton, updateIncident } from './incidents.ts'
import { labelsOf } from './labels.ts'
import type { Live } from './live.ts'
import { notificationsOf } from './notifications.ts'
import { runbookLink } from './panel.ts'
import { showState, stateMark } from './state.ts'
import { timeOf } from './times.ts'

export function showAlerts(main: HTMLElement, live: Live): void {
  const count = h('p')
  const jumps = h(
    'p',
    { class: 'links' },
    h('a', { href: '#all' }, 'All alerts'),
    h('a', { href: '#told' }, 'Notifications'),
  )
  const cards = h('ul', { class: 'active' })
  const quiet = h('p', { class: 'quiet' }, 'No alert is pending or firing.')
  const all = h('ul', { class: 'all' })
  main.replaceChildren(
    h('div', { class: 'title' }, h('h1', {}, 'Alerts'), count, jumps),
    h(
      'div',
      { class: 'columns' },
      h(
        'div',
        {},
        h('section', { 'aria-labelledby': 'active' }, h('h2', { id: 'active' }, 'Active'), quiet, cards),
        h('section', { 'aria-labelledby': 'all' }, h('h2', { id: 'all' }, 'All alerts'), all),
      ),
      notificationsOf(live),
    ),
  )
  live.watch((alerts) => {
    say(
      count,
      (['firing', 'pending', 'inactive'] as const).map((state) => `${countOf(alerts, state)} ${state}`).join(', '),
    )
    const active = alerts.filter(isTrouble).flatMap(activeOf).toSorted(byState)
    quiet.hidden = active.length > 0
    keep(cards, active, keyOf, cardOf, updateCard)
    keep(
      all,
      alerts,
      ({ name }) => name,
      (alert) => rowOf(live, alert),
      updateRow,
    )
  })
}

interface Active {
  readonly alert: AlertNow
  readonly instance: Instance
}

const activeOf = (alert: AlertNow): Active[] => alert.instances.map((instance) => ({ alert, instance }))

/** What fires comes first. */
const byState = (a: Active, b: Active): number =>
  Number(b.instance.state === 'firing') - Number(a.instance.state === 'firing')

const keyOf = ({ alert: { name }, instance: { labels, state } }: Active): string =>
  `${name} ${state} ${JSON.stringify(labels)}`

function cardOf({ alert, instance: { state, labels, description, since } }: Active): HTMLElement {
  return h(
    'li',
    { class: 'card', 'data-state': state },
    h('h3', {}, stateMark(state), h('span', {}, alert.name), severityMark(alert.severity)),
    h('p', {}, description === '' ? alert.summary : description),
    labelsOf(labels),
    h(
      'dl',
      {},
      h('dt', {}, 'Value'),
      h('dd', { class: 'value' }),
      h('dt', {}, 'Since'),
      h('dd', {}, h('time', { datetime: new Date(since).toISOString() }, timeOf(since)), h('span', { class: 'ago' })),
    ),
    links(alert),
  )
}

function updateCard(element: HTMLElement, { instance: { value, since } }: Active): void {
  const [shown, ago] = [element.querySelector('.value'), element.querySelector('.ago')]
  if (shown) say(shown, format(value, 'short'))
  if (ago) say(ago, `, ${fromNow(since - Date.now())}`)
}

const severityMark = (severity: string): HTMLElement =>
  h('span', { class: 'severity', 'data-severity': severity }, severity === 'none' ? 'no severity' : severity)

const links = ({ name, runbook, shown }: AlertNow): HTMLElement =>
  h(
    'p',
    { class: 'links' },
    runbook && labelled(runbookLink(name, 'Runbook'), name),
    shown && labelled(h('a', { href: `/d/${encodeURIComponent(shown.slug)}#panel-${shown.panel}` }, 'Panel'), name),
  )

const labelled = (link: HTMLElement, name: string): HTMLElement => {
  link.append(h('span', { class: 'unseen' }, ` of ${name}`))
  return link
}

function rowOf(live: Live, alert: AlertNow): HTMLElement {
  return h(
    'li',
    { id: `alert-${alert.name}`, tabindex: -1 },
    h('span', { class: 'place' }),
    h(
      'div',
      {},
      h('h3', {}, h('span', {}, alert.name), severityMark(alert.severity)),
      h('p', {}, alert.summary),
      h('p', { class: 'message' }),
    ),
    links(alert),
    incidentButton(live, alert.name),
  )
}

function updateRow(element: HTMLElement, { state, incident, error }: AlertNow): void {
  showState(element, state)
  updateIncident(element, incident)
  const message = element.querySelector('.message')
  if (message) say(message, error ? `Prometheus cannot evaluate it: ${error}` : '')
}
