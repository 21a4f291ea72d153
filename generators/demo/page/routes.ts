/** What is at which path. */
import { posix } from 'node:path'
import type { System } from '../../load/system.ts'
import { docs } from '../../outputs/docs/index.ts'
import type { Assets } from './assets.ts'
import type { DashboardFile, Incidents, PageOptions } from './index.ts'
import { json, type Reply, said } from './reply.ts'
import type { ToldSystem } from './told.ts'
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

const slugOf = (path: string): string => posix.basename(path, '.json')

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

/** The runbooks as they are written to `out/`, by alert. */
const runbooksOf = (system: System): ReadonlyMap<string, string> =>
  new Map(
    docs(system).flatMap(({ path, text }) => {
      const alert = /\/docs\/runbooks\/(\w+)\.md$/.exec(path)?.[1]
      return alert === undefined ? [] : [[alert, text] as const]
    }),
  )

function toldOf(system: System, dashboards: readonly DashboardFile[], books: ReadonlyMap<string, string>): ToldSystem {
  const order = system.dashboards.map(({ data }) => data.name)
  return {
    name: system.name,
    title: system.data.title,
    scrapeInterval: system.data.scrapeInterval / 1000,
    dashboards: dashboards
      .map(({ path, json }) => ({ slug: slugOf(path), title: (json as { readonly title: string }).title }))
      .toSorted((a, b) => order.indexOf(a.slug) - order.indexOf(b.slug)),
    alerts: system.alerts.map(({ data }) => {
      const shown = system.dashboards.flatMap(({ data: { name }, panels }) =>
        panels.filter(({ watchedBy }) => watchedBy.includes(data.name)).map(({ id }) => ({ slug: name, panel: id })),
      )[0]
      return {
        name: data.name,
        severity: data.severity,
        summary: data.summary,
        runbook: books.has(data.name),
        ...(shown && { shown }),
      }
    }),
  }
}
