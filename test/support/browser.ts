/** A headless Chromium, and what a page says while a test looks at it. */
import puppeteer, { type Browser, type Page } from 'puppeteer-core'
import { needed } from './server.ts'

/** Without its sandbox where root runs it, who has none. */
export const startBrowser = (): Promise<Browser> =>
  puppeteer.launch({
    executablePath: needed('chromium').path,
    args: ['--disable-gpu', '--disable-extensions', ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])],
  })

export interface Tab {
  readonly page: Page
  /** Errors of scripts, and what the console has to complain about: a policy that was violated is among that. */
  readonly complaints: readonly string[]
}

export async function openTab(browser: Browser): Promise<Tab> {
  // a window of its own, since tabs behind another are hidden
  const page = await (await browser.createBrowserContext()).newPage()
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(error instanceof Error ? error.message : String(error)))
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warn') complaints.push(message.text())
  })
  return { page, complaints }
}

/** As a system that is light or dark has it. */
export const inScheme = (page: Page, scheme: 'light' | 'dark'): Promise<void> =>
  page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }])
