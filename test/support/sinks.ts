/** Servers on loopback that stand in for those whom Alertmanager tells. */
import { type AddressInfo, createServer as createTcpServer, type Server, type Socket } from 'node:net'
import { answerNotifications, type Received } from '../../generators/demo/sink.ts'
import { openDoor } from '../../generators/simulate/doors.ts'

/** What was received, and how to stop. */
export interface Sink {
  readonly port: number
  readonly received: readonly Received[]
  readonly stop: () => Promise<void>
}

async function listening(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return (server.address() as AddressInfo).port
}

const closed = (server: Server): Promise<void> => new Promise((resolve) => server.close(() => resolve()))

/** Takes every POST, and answers as Slack does. */
export async function httpSink(): Promise<Sink> {
  const received: Received[] = []
  const { port, answer, close } = await openDoor()
  answer(answerNotifications((one) => received.push(one)))
  return { port, received, stop: close }
}

/** Takes every mail, without TLS or a password. */
export async function mailSink(): Promise<Sink> {
  const received: Received[] = []
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
