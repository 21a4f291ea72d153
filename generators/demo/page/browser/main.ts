/** Where the page starts: the address says what is shown. */

import { countOf } from '../preview/alerts.ts'
import type { ToldSystem } from '../told.ts'
import { remember, reveal } from './address.ts'
import { showAlerts } from './alerts.ts'
import { ask, sentence } from './ask.ts'
import { showBoard } from './board.ts'
import { type Clock, startClock } from './clock.ts'
import { $, type Child, h, say, select } from './dom.ts'
import { type Live, startLive } from './live.ts'
import { markdown } from './markdown.ts'

/** Seconds between two refreshes, and what the address calls them, as Grafana does. */
const refreshes = [
  ['0', 'Off'],
  ['1', '1 s'],
  ['5', '5 s'],
  ['10', '10 s'],
  ['30', '30 s'],
] as const

async function start(): Promise<void> {
  const system = await ask<ToldSystem>('system')
  const clock = startClock(Number(refreshInAddress()))
  header(system, clock)
  const live = startLive(system, clock)
  live.watch((alerts) => {
    const firing = countOf(alerts, 'firing')
    say($('firing'), firing === 0 ? '' : `${firing} firing`)
  })
  await show(live, clock)
}

async function show(live: Live, clock: Clock): Promise<void> {
  const [, kind = '', name = ''] = location.pathname.split('/').map(decodeURIComponent)
  if (kind === 'd') await showBoard(name, $('main'), live, clock)
  else if (kind === 'runbooks') await showRunbook(name)
  else showAlerts($('main'), live)
  reveal()
  document.title = [$('main').querySelector('h1')?.textContent, live.system.title].filter(Boolean).join(' · ')
}

async function showRunbook(alert: string): Promise<void> {
  const text = await ask<string>(`runbooks/${encodeURIComponent(alert)}`)
  const back = h('p', {}, h('a', { href: `/#alert-${encodeURIComponent(alert)}` }, 'All alerts'))
  $('main').replaceChildren(h('article', { class: 'prose runbook' }, back, ...markdown(text, 1)))
}

function header({ title, dashboards }: ToldSystem, clock: Clock): void {
  say($('system'), title)
  const link = (href: string, ...words: Child[]): HTMLElement =>
    h('li', {}, h('a', { href, 'aria-current': href === location.pathname ? 'page' : undefined }, ...words))
  $('views').replaceChildren(
    link('/', 'Alerts ', h('span', { id: 'firing', class: 'count' })),
    ...dashboards.map(({ slug, title: name }) => link(`/d/${encodeURIComponent(slug)}`, name)),
  )
  const choice = select('Refresh', refreshes, refreshInAddress(), (value) => {
    remember('refresh', [`${value}s`])
    clock.setEvery(Number(value))
  })
  $('refresh').replaceChildren(choice)
}

function refreshInAddress(): string {
  const wanted = new URLSearchParams(location.search).get('refresh')?.replace(/s$/, '')
  return refreshes.find(([value]) => value === wanted)?.[0] ?? '5'
}

start().catch((error) => {
  $('main').replaceChildren(h('h1', {}, 'This cannot be shown'), h('p', { role: 'alert' }, sentence(error)))
})
