/** Ports of 127.0.0.1 for programs, which cannot be handed one that listens already. */
import { createServer } from 'node:net'

const given = new Set<number>()

/**
 * A port that nobody listens on, below those that the system gives to whoever asks for any: until it is used, one of those
 * might be given away.
 */
export async function freePort(): Promise<number> {
  const port = 10_000 + Math.floor(Math.random() * 20_000)
  if (given.has(port) || !(await isFree(port))) return freePort()
  given.add(port)
  return port
}

const isFree = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const server = createServer()
    server.once('error', () => resolve(false))
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)))
  })
