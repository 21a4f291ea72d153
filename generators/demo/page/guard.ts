/**
 * Whom the server answers. Any page in the same browser can send requests to loopback, and a name that leads here can be had by
 * anyone: so requests must name this host, and those that change something must come from this page.
 */
import type { IncomingMessage } from 'node:http'
import { type Reply, said } from './reply.ts'

/** Undefined where the request may pass; `origin` is where the server listens. */
export function refusal({ method, headers }: IncomingMessage, origin: string): Reply | undefined {
  const { port } = new URL(origin)
  const own = ['127.0.0.1', 'localhost'].map((name) => `${name}:${port}`)
  if (!own.includes(headers.host ?? '')) return said(421, `This page answers only to ${own.join(' and ')}.`)
  if (method === 'GET' || method === 'HEAD') return undefined
  if (method !== 'POST') return said(405, 'Only GET, HEAD and POST are answered.')
  return headers.origin === `http://${headers.host}`
    ? undefined
    : said(403, `Incidents start and end from this page only; send the header Origin: http://${headers.host}.`)
}
