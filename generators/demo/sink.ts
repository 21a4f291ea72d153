/** What takes notifications in place of everybody who would be told. */
import type { IncomingMessage, RequestListener } from 'node:http'

export interface Received {
  readonly path: string
  readonly authorization: string | undefined
  readonly body: string
}

/** Takes every request, and answers as Slack does. */
export const answerNotifications =
  (take: (received: Received) => void): RequestListener =>
  (request, response) => {
    bodyOf(request, (body) => {
      take({ path: request.url ?? '', authorization: request.headers.authorization, body })
      response.end('ok')
    })
  }

function bodyOf(request: IncomingMessage, then: (body: string) => void): void {
  let body = ''
  request
    .setEncoding('utf8')
    .on('data', (chunk: string) => {
      body += chunk
    })
    .on('end', () => then(body))
}
