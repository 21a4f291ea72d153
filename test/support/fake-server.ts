/** A server on loopback that answers as a Prometheus, or as a test wants it to. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { answer, type Reality } from './prometheus.ts'

export interface Asked {
  readonly method: string
  readonly path: string
  readonly headers: IncomingMessage['headers']
}

export interface FakeServer {
  readonly url: string
  /** What it was asked, in order. */
  readonly asked: readonly Asked[]
}

type Answering = (response: ServerResponse, request: IncomingMessage, nth: number) => void

/** A server for as long as the body runs. */
export async function withServer<T>(answering: Answering, body: (server: FakeServer) => Promise<T>): Promise<T> {
  const asked: Asked[] = []
  const server = createServer((request, response) => {
    const { method = '', url: path = '', headers } = request
    asked.push({ method, path, headers })
    answering(response, request, asked.length)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  try {
    return await body({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked })
  } finally {
    server.closeAllConnections()
    await new Promise<void>((resolve) => server.close(() => resolve()))
  }
}

/** Answers as a Prometheus would, below a prefix. */
export const answeringAs =
  (reality: Reality, prefix = ''): Answering =>
  (response, request) => {
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://fake')
    const below = `${prefix}/api/v1/`
    const { status, body } = pathname.startsWith(below)
      ? answer(reality, pathname.slice(below.length), searchParams)
      : { status: 404, body: 'not found' }
    response.statusCode = status
    response.setHeader('content-type', 'application/json').end(JSON.stringify(body))
  }
