/** Every panel of every dashboard, drawn of what the real Prometheus of each system answers. */

import type { SystemDefinition } from 'plimsoll'
import type { Browser } from 'puppeteer-core'
import { afterAll, beforeAll, describe, test } from 'vitest'
import { systems } from '../../../../definitions/index.ts'
import { startPage } from '../../../../generators/demo/page/index.ts'
import { type Board, sectionsOf } from '../../../../generators/demo/page/preview/board.ts'
import { startStack } from '../../../live/stack.ts'
import { openTab, startBrowser, type Tab } from '../../../support/browser.ts'

const rows = systems.map((definition) => [definition.data.name, definition] as const)

let browser: Browser
const started: (() => Promise<void> | void)[] = []

beforeAll(async () => {
  browser = await startBrowser()
})
afterAll(async () => {
  await browser?.close()
  for (const stop of started.toReversed()) await stop()
})

describe.concurrent.each(rows)('%s', (_, definition) => {
  let system: Served
  beforeAll(async () => {
    system = await serve(definition)
    // a rate needs some samples
    await new Promise((resolve) => setTimeout(resolve, 5000))
  })

  test('is drawn whole', { timeout: 120_000 }, async ({ expect }) => {
    const { tab, url, boards } = system
    for (const [slug, board] of boards) {
      await tab.page.goto(`${url}/d/${slug}?from=now-5m&refresh=0s`)
      await tab.page.waitForSelector('.panel')
      await tab.page.$$eval('details.row', (all) => {
        for (const row of all) row.setAttribute('open', '')
      })
      const empty = emptyPanels(board)
      const strange = async () =>
        (await panelsIn(tab)).filter((one) => !one.startsWith('drawn: ') && !empty.includes(one))
      await expect.poll(strange, { timeout: 20_000 }).toEqual([])
    }
    expect(tab.complaints).toEqual([])
  })
})

interface Served {
  readonly tab: Tab
  readonly url: string
  readonly boards: readonly (readonly [slug: string, board: Board])[]
}

async function serve(definition: SystemDefinition): Promise<Served> {
  const afterwards = (stop: () => Promise<void> | void) => void started.push(stop)
  const stack = await startStack(definition, afterwards)
  const dashboards = Object.entries(stack.files)
    .filter(([path]) => path.startsWith('grafana/dashboards/'))
    .map(([path, text]) => ({ path, json: JSON.parse(text) as Board }))
  const page = await startPage({
    system: stack.system,
    dashboards,
    prometheus: stack.prometheus.url,
    incidents: { list: () => [], start: () => {}, stop: () => {} },
    notifications: () => [],
  })
  afterwards(page.stop)
  const tab = await openTab(browser)
  // all is in view
  await tab.page.setViewport({ width: 1400, height: 12_000, deviceScaleFactor: 0.25 })
  const boards = dashboards.map(({ path, json }) => [path.replace(/^.*\/|\.json$/g, ''), json] as const)
  return { tab, url: page.url, boards }
}

/** What each panel has become: `drawn: Requests`, `empty: Requests, No data`. */
const panelsIn = ({ page }: Tab): Promise<string[]> =>
  page.$$eval('.panel', (all) =>
    all.map((panel) => {
      const [title, message] = ['h3', '.message'].map((part) => panel.querySelector(part)?.textContent ?? '')
      return `${panel.getAttribute('data-state')}: ${title}${message === '' ? '' : `, ${message}`}`
    }),
  )

/** Alerts that fire, and what was some time ago, are not there to be seen in the first seconds. */
const emptyPanels = (board: Board): string[] =>
  sectionsOf(board)
    .flatMap(({ panels }) => panels)
    .filter(({ targets = [] }) => targets.every(({ expr }) => expr.includes('ALERTS{') || expr.includes(' offset ')))
    .map(({ title }) => `empty: ${title}, No data`)
