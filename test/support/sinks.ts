/** Servers on loopback that stand in for those whom Alertmanager tells. */
import { createServer } from 'node:http'
import { type AddressInfo, createServer as createTcpServer, type Server, type Socket } from 'node:net'

/** What was received, and how to stop. */
export interface Sink {
  readonly port: number
  readonly received: readonly {
    readonly path: string
    readonly authorization: string | undefined
    readonly body: string
  }[]
  readonly stop: () => Promise<void>
}

async function listening(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return (server.address() as AddressInfo).port
}

const closed = (server: Server): Promise<void> => new Promise((resolve) => server.close(() => resolve()))

/** Takes every POST, and answers as Slack does. */
export async function httpSink(): Promise<Sink> {
  const received: Sink['received'][number][] = []
  const server = createServer((request, response) => {
    let body = ''
    request.setEncoding('utf8').on('data', (chunk: string) => {
      body += chunk
    })
    request.on('end', () => {
      received.push({ path: request.url ?? '', authorization: request.headers.authorization, body })
      response.end('ok')
    })
  })
  const port = await listening(server)
  return {
    port,
    received,
    stop: () => {
      server.closeAllConnections()
      return closed(server)
    },
  }
}

/** Takes every mail, without TLS or a password. */
export async function mailSink(): Promise<Sink> {
  const received: Sink['received'][number][] = []
  const sockets = new Set<Socket>()
  const server = createTcpServer((socket) => {
    sockets.add(socket)
    converse(socket, (to, body) => received.push({ path: to, authorization: undefined, body }))
  })
  const port = await listening(server)
  return {
    port,
    received,
    stop: () => {
      for (const socket of sockets) socket.destroy()
      return closed(server)
    },
  }
}

/** As much of SMTP as it takes: https://www.rfc-editor.org/rfc/rfc5321 */
function converse(socket: Socket, take: (to: string, body: string) => void): void {
  let [text, to, inData] = ['', '', false]
  socket.setEncoding('utf8').on('error', () => {})
  socket.write('220 sink\r\n')
  socket.on('data', (chunk: string) => {
    text += chunk
    if (inData) {
      if (!text.endsWith('\r\n.\r\n')) return
      take(to, text)
      ;[text, inData] = ['', false]
      socket.write('250 taken\r\n')
      return
    }
    if (!text.endsWith('\r\n')) return
    if (text.startsWith('RCPT')) to = /<(.+)>/.exec(text)?.[1] ?? ''
    inData = text.startsWith('DATA')
    socket.write(inData ? '354 go on\r\n' : text.startsWith('QUIT') ? '221 bye\r\n' : '250 fine\r\n')
    text = ''
  })
}
