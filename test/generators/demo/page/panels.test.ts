/** Every panel of every dashboard of the systems is drawn. That Prometheus has data for each is what test/live sees to. */
import type { Browser } from 'puppeteer-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { always, systems } from '../../../../definitions/index.ts'
import { type Page, startPage } from '../../../../generators/demo/page/index.ts'
import { load } from '../../../../generators/load/load.ts'
import type { System } from '../../../../generators/load/system.ts'
import { grafana } from '../../../../generators/outputs/grafana/index.ts'
import { type Answering, startAnswering } from '../../../support/answering.ts'
import { openTab, startBrowser, type Tab } from '../../../support/browser.ts'
import { root } from '../../../support/system.ts'

let browser: Browser
let tab: Tab
let prometheus: Answering
const pages: Page[] = []

beforeAll(async () => {
  ;[browser, prometheus] = await Promise.all([startBrowser(), startAnswering()])
  tab = await openTab(browser)
  // all is in view
  await tab.page.setViewport({ width: 1400, height: 12_000, deviceScaleFactor: 0.25 })
})
afterAll(async () => {
  await browser?.close()
  await Promise.all([...pages, prometheus].map((one) => one?.stop()))
})

/** The address of the page of a system. */
async function served(system: System): Promise<string> {
  const page = await startPage({
    system,
    dashboards: grafana(system).flatMap(({ path, schema, value }) =>
      schema === 'dashboard' ? [{ path, json: value }] : [],
    ),
    prometheus: prometheus.url,
    incidents: { list: () => [], start: () => {}, stop: () => {} },
    notifications: () => [],
  })
  pages.push(page)
  return page.url
}

/** What each panel has become: `drawn: Requests`, `empty: Requests, No data`. */
const panels = (): Promise<string[]> =>
  tab.page.$$eval('.panel', (all) =>
    all.map((panel) => {
      const [title, message] = ['h3', '.message'].map((part) => panel.querySelector(part)?.textContent ?? '')
      return `${panel.getAttribute('data-state')}: ${title}${message === '' ? '' : `, ${message}`}`
    }),
  )

const loaded = await load({ systems, always, root })

test.each(loaded.systems.map((system) => [system.name, system] as const))('all of %s', async (_, system) => {
  const url = await served(system)
  for (const { data, panels: defined } of system.dashboards) {
    await tab.page.goto(`${url}/d/${data.name}?from=now-5m&refresh=0s`, { waitUntil: 'domcontentloaded' })
    await tab.page.waitForSelector('.panel')
    await tab.page.$$eval('details.row', (all) => {
      for (const row of all) row.setAttribute('open', '')
    })
    const undrawn = async () => (await panels()).filter((one) => !one.startsWith('drawn: '))
    await expect.poll(undrawn, { timeout: 20_000, interval: 150 }).toEqual([])
    expect(await panels()).toHaveLength(defined.length)
  }
  expect(tab.complaints).toEqual([])
})
