/** Ports of 127.0.0.1 that are listened on before anything is known of what answers there: addresses are part of a system. */
import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { TargetData } from '../../schemas/model/target.ts'
import { UsageError } from '../write/error.ts'

export interface Door {
  readonly port: number
  /** Who answers from now on; until then, nobody is at home. */
  readonly answer: (listener: RequestListener) => void
  readonly close: () => Promise<void>
}

/** Listens on a port, or on any that is free. A UsageError where somebody else does. */
export async function openDoor(port = 0): Promise<Door> {
  let listener: RequestListener = (_, response) => response.writeHead(503).end()
  const server = createServer((request, response) => listener(request, response))
  await listening(server, port)
  return {
    port: (server.address() as AddressInfo).port,
    answer: (by) => {
      listener = by
    },
    close: () => {
      server.closeAllConnections()
      return new Promise((resolve) => server.close(() => resolve()))
    },
  }
}

const listening = (server: Server, port: number): Promise<void> =>
  new Promise((resolve, reject) => {
    const refuse = (error: unknown) => reject(refused(error as NodeJS.ErrnoException, port))
    try {
      server.once('error', refuse).listen(port, '127.0.0.1', resolve)
    } catch (error) {
      refuse(error)
    }
  })

function refused(error: NodeJS.ErrnoException, port: number): Error {
  if (error.code === 'EADDRINUSE')
    return new UsageError(`port ${port} of 127.0.0.1 is in use; stop what listens there, or choose another --port-from`)
  if (error.code === 'ERR_SOCKET_BAD_PORT')
    return new UsageError(`there is no port ${port}; choose a lower --port-from, after which all of them follow`)
  if (error.code === 'EACCES')
    return new UsageError(`port ${port} may not be listened on; choose a --port-from above 1023`)
  return error
}

/** A door for each host of each job, by `job/host`, and one for who controls it. */
export interface Doors {
  readonly targets: ReadonlyMap<string, Door>
  readonly control: Door
  readonly close: () => Promise<void>
}

/** Opens all of them, one port after the other from `portFrom`, or on free ones; none stays open where one cannot be. */
export async function openDoors(targets: readonly { readonly data: TargetData }[], portFrom?: number): Promise<Doors> {
  const opened: Door[] = []
  const next = async () => {
    const door = await openDoor(portFrom === undefined ? 0 : portFrom + opened.length)
    opened.push(door)
    return door
  }
  const close = async () => void (await Promise.all(opened.map((door) => door.close())))
  try {
    const byName = new Map<string, Door>()
    for (const { data } of targets) for (const host of data.hosts) byName.set(`${data.name}/${host}`, await next())
    return { targets: byName, control: await next(), close }
  } catch (error) {
    await close()
    throw error
  }
}

/** The ports by `job/host`, as an addressing by loopback takes them. */
export const portsOf = ({ targets }: Doors): Readonly<Record<string, number>> =>
  Object.fromEntries([...targets].map(([name, { port }]) => [name, port]))
