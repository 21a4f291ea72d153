/** The page as a browser shows it, of a small system whose Prometheus is real. */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Browser, Page } from 'puppeteer-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { inScheme, openTab, startBrowser, type Tab } from '../../../support/browser.ts'
import { type Demo, hostile, startDemo } from '../../../support/demo.ts'
import { contrastsIn } from './contrast.ts'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const violations =
  'axe.run().then((found) => found.violations.map(({ id, nodes }) => [id, ...nodes.map(({ html }) => html)]))'
const soon = { timeout: 15_000, interval: 50 }

let demo: Demo
let browser: Browser
let tab: Tab
let page: Page

beforeAll(async () => {
  ;[demo, browser] = await Promise.all([startDemo(), startBrowser()])
  tab = await openTab(browser)
  page = tab.page
})
afterAll(async () => {
  await browser?.close()
  await demo?.stop()
})

async function open(path: string, { width = 1400, height = 3000 } = {}): Promise<void> {
  await page.setViewport({ width, height })
  await page.goto(`${demo.page.url}${path}`)
  await page.waitForSelector('#views a')
}

const textOf = (selector: string): Promise<string> => page.$eval(selector, (element) => element.textContent ?? '')
const focused = (): Promise<string> => textOf(':focus').catch(() => 'nothing')
const countOf = (selector: string): Promise<number> => page.$$eval(selector, (all) => all.length)
const namesShown = (): Promise<unknown[]> => page.$$eval('.legend .name', (all) => all.map((one) => one.textContent))

/** The states of the panels, each once. */
const states = async (): Promise<string[]> => [
  ...new Set(await page.$$eval('.panel', (panels) => panels.map((panel) => String(panel.getAttribute('data-state'))))),
]

/** Presses Tab until what has the focus says the words. */
async function tabTo(words: string): Promise<void> {
  for (let i = 0; i < 60; i += 1) {
    await page.keyboard.press('Tab')
    if ((await focused()) === words) return
  }
  throw new Error(`no Tab leads to ${words}`)
}

test('an incident is started and ended with the keyboard alone, and what becomes of its alert appears', async () => {
  await open('/?refresh=1s')
  await page.keyboard.press('Tab')
  expect(await focused()).toBe('Skip to the content')
  await page.keyboard.press('Enter')
  await tabTo('Start incident of ConnectionsHigh')
  await page.keyboard.press('Enter')
  await expect.poll(focused).toBe('End incident of ConnectionsHigh')
  await expect.poll(() => textOf('#alert-ConnectionsHigh .mark'), soon).toBe('▲ firing')
  expect(await textOf('#live')).toBe('ConnectionsHigh is firing.')
  expect(await textOf('.card')).toMatch(/ConnectionsHigh.*It is 203.*Value203Since\d\d:\d\d:\d\d/)
  expect(await textOf('.title p')).toBe('1 firing, 0 pending, 0 inactive')
  expect(await focused()).toBe('End incident of ConnectionsHigh')
  await page.keyboard.press('Space')
  await expect.poll(() => textOf('#live'), soon).toBe('ConnectionsHigh is inactive.')
  expect(await textOf('#alert-ConnectionsHigh .mark')).toBe('✓ inactive')
})

test('a runbook is read by its link', async () => {
  await page.click('.all a[href="/runbooks/ConnectionsHigh"]')
  await page.waitForSelector('.runbook h2')
  expect(await textOf('.runbook')).toMatch(/ConnectionsHigh.*MeaningIt is bad\..*MitigateFix it\./)
  expect(await page.title()).toBe('ConnectionsHigh · Demo')
})

describe('a dashboard', () => {
  test('draws every panel, and says of a heatmap what it leaves out', async () => {
    await open('/d/overview?from=now-5m&refresh=1s')
    await expect.poll(states, soon).toEqual(['drawn'])
    expect(await textOf('[data-type="heatmap"] .undrawn')).toBe(
      'Not drawn in this preview: the histogram in the tooltip.',
    )
  })

  test('tells what it asks, and its description, when it is asked', async () => {
    await page.click('.panel .info')
    expect(await textOf('.about:popover-open pre')).toMatch(/^sum/)
    expect(await textOf('.about:popover-open')).not.toContain('$')
    await page.keyboard.press('Escape')
    expect(await countOf('.about:popover-open')).toBe(0)
  })

  test('shows what a label holds as text', async () => {
    await open('/d/endpoints?from=now-5m&refresh=1s')
    await expect.poll(namesShown, soon).toEqual(['/', hostile])
    expect(await countOf('main img')).toBe(0)
    expect(await page.title()).toBe('Endpoints · Demo')
  })

  test('shows one series alone when its name is pressed', async () => {
    await page.click('.legend .name')
    const pressed = () => page.$$eval('.legend .name', (all) => all.map((one) => one.getAttribute('aria-pressed')))
    expect(await pressed()).toEqual(['true', 'false'])
    await page.click('.legend .name')
    expect(await pressed()).toEqual(['false', 'false'])
  })

  test('asks for what is chosen of a variable, however it is spelt, and keeps it in the address', async () => {
    await page.click('[data-variable="endpoint"] summary')
    await page.click('[data-variable="endpoint"] .boxes label:last-child')
    await expect.poll(namesShown, soon).toEqual([hostile])
    expect(new URL(page.url()).searchParams.getAll('var-endpoint')).toEqual([hostile])
    await page.keyboard.press('Escape')
    expect(await countOf('details.picker[open]')).toBe(0)
    expect(await focused()).toBe(`Endpoint${hostile}`)
  })
})

describe('while an alert fires', () => {
  beforeAll(async () => {
    const labels = { alertname: 'ConnectionsHigh', endpoint: hostile }
    const annotations = { summary: 'Too many connections are open.' }
    demo.notifications.push({ receiver: 'oncall', status: 'firing', labels, annotations, at: Date.now() })
    await open('/?refresh=1s')
    await page.click('#alert-ConnectionsHigh .incident')
    await page.waitForSelector('.card')
  })
  afterAll(async () => {
    await open('/')
    await page.click('#alert-ConnectionsHigh .incident')
  })

  test.each(['/', '/d/overview?from=now-5m', '/runbooks/ConnectionsHigh'])(
    '%s can be read by everybody',
    async (path) => {
      demo.notifications.splice(0, 1, {
        receiver: 'oncall',
        status: 'firing',
        labels: { alertname: 'ConnectionsHigh', endpoint: hostile },
        annotations: { summary: 'Too many connections are open.' },
        at: Date.now(),
      })
      await open(path)
      await expect.poll(states, soon).toEqual(path.startsWith('/d/') ? ['drawn'] : [])
      await page.evaluate(axe)
      for (const scheme of ['light', 'dark'] as const) {
        await inScheme(page, scheme)
        const contrasts = await page.$eval('body', contrastsIn)
        expect(contrasts.length).toBeGreaterThan(10)
        expect(contrasts.filter(({ contrast }) => contrast < 4.5)).toEqual([])
        expect(await page.evaluate(violations)).toEqual([])
      }
      await page.setViewport({ width: 360, height: 740 })
      expect(await page.$eval('html', ({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)).toBe(0)
    },
  )

  test('a dashboard tells of it, and ends its incident', async () => {
    await open('/d/overview?refresh=1s')
    await expect
      .poll(() => textOf('.incidents li'), soon)
      .toBe('▲ firingConnectionsHighEnd incident of ConnectionsHigh')
    await expect.poll(() => textOf('.events summary'), soon).toMatch(/^Bands on the graphs, in words: \d+$/)
  })
})

test('an alert leads to the panel that shows what it watches', async () => {
  await open('/')
  await page.click('.all a[href^="/d/watched#panel-"]')
  await page.waitForSelector('.panel:focus')
  expect(await textOf('.panel:focus h3')).toBe('Open connections')
})

test('nothing so far was a word in the console', () => {
  expect(tab.complaints).toEqual([])
})

test('a page that nobody sees asks nothing, and asks at once when it is seen again', async () => {
  await open('/?refresh=1s')
  let asked = 0
  page.on('request', () => {
    asked += 1
  })
  await expect.poll(() => asked, soon).toBeGreaterThan(0)
  const hide = (hidden: boolean) =>
    page.evaluate(`
      Object.defineProperty(document, 'hidden', { value: ${hidden}, configurable: true })
      document.dispatchEvent(new Event('visibilitychange'))`)
  await hide(true)
  // what was under way comes to its end
  await new Promise((resolve) => setTimeout(resolve, 500))
  const before = asked
  await new Promise((resolve) => setTimeout(resolve, 1500))
  expect(asked).toBe(before)
  await hide(false)
  await expect.poll(() => asked, { timeout: 900 }).toBeGreaterThan(before)
})

test('a page that is not there says so', async () => {
  await open('/d/none')
  await expect.poll(() => textOf('main')).toBe('This cannot be shownThere is no dashboard none.')
})

test('while Prometheus is away the page says so, and goes on when it is back', async () => {
  await open('/d/endpoints?refresh=1s')
  await expect.poll(states, soon).toEqual(['drawn'])
  await demo.prometheus.stop()
  await expect.poll(() => textOf('#trouble'), soon).toMatch(/^Prometheus does not answer at .+ \(ECONNREFUSED\)/)
  await expect.poll(states, soon).toEqual(['failed'])
  expect(await textOf('.panel .message')).toMatch(/^Prometheus does not answer/)
  await demo.prometheus.start()
  await expect.poll(() => textOf('#trouble'), soon).toBe('')
  expect(await textOf('#live')).toBe('All is answered again.')
  await expect.poll(states, soon).toEqual(['drawn'])
})
