/** What is at which path. */
import type { Assets } from './assets.ts'
import type { Incidents, PageOptions } from './index.ts'
import { runbooksOf, slugOf, toldOf } from './known.ts'
import { json, type Reply, said } from './reply.ts'
import { askPrometheus } from './upstream.ts'

type Route = readonly [path: RegExp, answer: (name: string, url: URL) => Reply | Promise<Reply>]

/** Answers a request by its method and its path. */
export function routing(options: PageOptions, assets: Assets): (method: string, url: URL) => Promise<Reply> {
  const reads = reading(options, assets)
  return async (method, url) => {
    if (method === 'POST') return change(options.incidents, url)
    for (const [path, answer] of reads) {
      const match = path.exec(url.pathname)
      if (match) return answer(decoded(match[1] ?? ''), url)
    }
    return said(404, `There is nothing at ${url.pathname}.`)
  }
}

function reading(options: PageOptions, assets: Assets): readonly Route[] {
  const { system, dashboards, prometheus, incidents, notifications } = options
  const boards = new Map(dashboards.map(({ path, json }) => [slugOf(path), json]))
  const books = runbooksOf(system)
  const told = toldOf(system, dashboards, books)
  const page = (known: boolean): Reply => ({ ...assets.page, status: known ? 200 : 404 })
  return [
    [/^\/$/, () => page(true)],
    [/^\/d\/([^/]+)$/, (slug) => page(boards.has(slug))],
    [/^\/runbooks\/([^/]+)$/, (alert) => page(books.has(alert))],
    [/^\/assets\/([^/]+)$/, (file) => assets.files.get(file) ?? said(404, `There is no file ${file}.`)],
    [/^\/api\/system$/, () => json(told)],
    [/^\/api\/dashboards\/([^/]+)$/, (slug) => found(boards.get(slug), `There is no dashboard ${slug}.`)],
    [/^\/api\/runbooks\/([^/]+)$/, (alert) => found(books.get(alert), `There is no runbook for ${alert}.`)],
    [/^\/api\/demo$/, () => json({ incidents: incidents.list(), notifications: notifications() })],
    [/^\/api\/prometheus\/(.+)$/, (path, { searchParams }) => askPrometheus(prometheus, path, searchParams)],
  ]
}

const found = (value: unknown, otherwise: string): Reply => (value === undefined ? said(404, otherwise) : json(value))

function decoded(name: string): string {
  try {
    return decodeURIComponent(name)
  } catch {
    return name
  }
}

/** `POST /api/incidents/ApiErrorsHigh/start`, or `stop`. */
async function change(incidents: Incidents, { pathname }: URL): Promise<Reply> {
  const [, encoded = '', verb] = /^\/api\/incidents\/([^/]+)\/(start|stop)$/.exec(pathname) ?? []
  if (verb !== 'start' && verb !== 'stop') return said(404, `There is nothing to change at ${pathname}.`)
  const alert = decoded(encoded)
  if (!incidents.list().some((one) => one.alert === alert)) return said(404, `There is no incident for ${alert}.`)
  try {
    await incidents[verb](alert)
    return json({ incidents: incidents.list() })
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    return said(500, `The incident of ${alert} did not ${verb} (${reason}).`)
  }
}
