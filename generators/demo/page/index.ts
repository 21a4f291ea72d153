/**
 * The page of the demo: a preview of a system's dashboards with what Prometheus knows now, the state of its alerts, who was told,
 * and buttons that start and end incidents. It is served on loopback and needs nothing from elsewhere.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { System } from '../../load/system.ts'
import { assets } from './assets.ts'
import { refusal } from './guard.ts'
import { type Reply, said, securing } from './reply.ts'
import { routing } from './routes.ts'
import type { Notification } from './told.ts'

export type { Notification } from './told.ts'

/** What breaks on purpose: for each alert, something that makes it fire. */
export interface Incidents {
  list(): readonly { readonly alert: string; readonly running: boolean }[]
  start(alert: string): Promise<void> | void
  stop(alert: string): Promise<void> | void
}

/** A dashboard as it is written to `out/`. */
export interface DashboardFile {
  readonly path: string
  readonly json: unknown
}

export interface PageOptions {
  readonly system: System
  readonly dashboards: readonly DashboardFile[]
  /** Where Prometheus answers: `http://127.0.0.1:9090`. */
  readonly prometheus: string
  /** Any that is free, if it is not given. */
  readonly port?: number
  readonly incidents: Incidents
  readonly notifications: () => readonly Notification[]
}

export interface Page {
  readonly url: string
  readonly stop: () => Promise<void>
}

/** Serves the page on 127.0.0.1 until it is stopped. */
export async function startPage(options: PageOptions): Promise<Page> {
  const route = routing(options, await assets())
  const server = createServer({ requestTimeout: 10_000 }, (request, response) => {
    const origin = originOf(server.address() as AddressInfo)
    answer(request, origin, route).then((reply) => send(request, response, reply))
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', (cause) =>
      reject(
        new Error(`The page cannot listen on port ${options.port} (${cause.message}); give another one.`, { cause }),
      ),
    )
    server.listen(options.port ?? 0, '127.0.0.1', resolve)
  })
  const stop = (): Promise<void> =>
    new Promise((resolve) => {
      server.close(() => resolve())
      server.closeAllConnections()
    })
  return Object.freeze({ url: originOf(server.address() as AddressInfo), stop })
}

const originOf = ({ port }: AddressInfo): string => `http://127.0.0.1:${port}`

async function answer(request: IncomingMessage, origin: string, route: ReturnType<typeof routing>): Promise<Reply> {
  const refused = refusal(request, origin)
  if (refused) return refused
  try {
    return await route(request.method ?? 'GET', new URL(request.url ?? '/', origin))
  } catch (error) {
    return said(
      500,
      `The page failed (${error instanceof Error ? error.message : error}); this is a fault of the demo.`,
    )
  }
}

function send(request: IncomingMessage, response: ServerResponse, { status, type, body }: Reply): void {
  response.writeHead(status, { ...securing, 'content-type': type, 'content-length': Buffer.byteLength(body) })
  response.end(request.method === 'HEAD' ? undefined : body)
}
