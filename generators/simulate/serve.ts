/** What answers on the ports of a simulation: the targets, and who begins and ends incidents. */
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import type { TargetData } from '../../schemas/model/target.ts'
import type { Place } from './children.ts'
import { contentType, exposition, type Family } from './exposition.ts'
import type { Incidents } from './incidents.ts'

export type Scrape = (place: Place) => readonly Family[] | undefined

const base = 'http://127.0.0.1'
/** What is no URL is the root. */
const urlOf = ({ url = '/' }: IncomingMessage): URL => new URL(URL.canParse(url, base) ? url : '/', base)
const say = (response: ServerResponse, status: number, sentence: string): void =>
  void response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' }).end(`${sentence}\n`)

/** Answers as the instances of one host do; a blackbox_exporter has one for each URL that it asks. */
const answerScrapes =
  (places: readonly Place[], scrape: Scrape): RequestListener =>
  async (request, response) => {
    const { pathname, searchParams } = urlOf(request)
    const [first, ...others] = places.filter(({ target }) => target.path === pathname)
    if (!first) return say(response, 404, `metrics are at ${pathsOf(places)}`)
    const asked = [first, ...others].filter(({ target }) => lackingOf(target, searchParams) === undefined)
    if (asked.length === 0)
      return say(response, 400, `the parameter ${lackingOf(first.target, searchParams)} is missing, or another`)
    const place = asked.find(({ target, instance }) => !target.probe || instance === searchParams.get('target'))
    if (!place) return say(response, 400, 'the parameter target is missing, or names nothing that is probed')
    const families = scrape(place)
    if (!families) return say(response, 503, 'an incident has this target down')
    response.writeHead(200, { 'content-type': contentType }).end(await exposition(families))
  }

const pathsOf = (places: readonly Place[]): string => [...new Set(places.map(({ target }) => target.path))].join(', ')

/** Answers for all hosts at one port. Where there are several, the name by which one is asked says which; Prometheus says it. */
export function answerByName(places: readonly Place[], scrape: Scrape): RequestListener {
  const names = [...new Set(places.map(({ host }) => host.toLowerCase()))]
  const listeners = new Map(
    names.map((name) => [
      name,
      answerScrapes(
        places.filter(({ host }) => host.toLowerCase() === name),
        scrape,
      ),
    ]),
  )
  return (request, response) => {
    const name = (request.headers.host ?? '').replace(/:\d+$/, '').toLowerCase()
    const listener = listeners.get(names.length === 1 ? (names[0] ?? '') : name)
    return listener ? listener(request, response) : say(response, 421, `those who answer here are ${names.join(', ')}`)
  }
}

/** The first of the parameters of the scrape that is not there with its values. */
function lackingOf({ params = {}, probe }: TargetData, given: URLSearchParams): string | undefined {
  const wanted = Object.entries({ ...(probe && { module: [probe.module.data.name] }), ...params })
  return wanted.find(([name, values]) => values.some((value) => !given.has(name, value)))?.[0]
}

/** Lists incidents, and begins and ends them, for whoever is on this machine and is no page of another origin. */
export const answerControl =
  (incidents: Incidents, port: number): RequestListener =>
  (request, response) => {
    if (!isOurs(request, port)) return say(response, 403, 'incidents are not for pages of another origin')
    const [, path, alert] = /^\/(incidents)(?:\/([^/]+))?$/.exec(urlOf(request).pathname) ?? []
    const change =
      alert === undefined ? undefined : { POST: incidents.begin, DELETE: incidents.end }[request.method ?? '']
    if (path && request.method === 'GET' && alert === undefined)
      return void response
        .writeHead(200, { 'content-type': 'application/json' })
        .end(`${JSON.stringify(incidents.list(), null, 2)}\n`)
    if (!change || alert === undefined)
      return say(response, 404, 'there is GET /incidents, and POST and DELETE /incidents/<alert>')
    const unknown = change(decoded(alert))
    if (unknown !== undefined) return say(response, 404, unknown)
    response.writeHead(204).end()
  }

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** A browser says from which page a request comes, and under which name the port was reached. */
export function isOurs({ headers: { host, origin, 'sec-fetch-site': site } }: IncomingMessage, port: number): boolean {
  const names = [`127.0.0.1:${port}`, `localhost:${port}`]
  const fromHere = origin === undefined || names.some((name) => origin === `http://${name}`)
  return names.includes(host ?? '') && fromHere && (site === undefined || site === 'same-origin' || site === 'none')
}
