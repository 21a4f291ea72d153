/** Ports that are listened on before anything is known of what answers there: addresses are part of a system. */
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
export async function openDoor(port = 0, address = '127.0.0.1'): Promise<Door> {
  let listener: RequestListener = (_, response) => response.writeHead(503).end()
  const server = createServer((request, response) => listener(request, response))
  await listening(server, port, address)
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

const listening = (server: Server, port: number, address: string): Promise<void> =>
  new Promise((resolve, reject) => {
    const refuse = (error: unknown) => reject(refused(error as NodeJS.ErrnoException, port, address))
    try {
      server.once('error', refuse).listen(port, address, resolve)
    } catch (error) {
      refuse(error)
    }
  })

function refused(error: NodeJS.ErrnoException, port: number, address: string): Error {
  if (error.code === 'EADDRINUSE')
    return new UsageError(
      `port ${port} of ${address} is in use; stop what listens there, or choose another --port-from`,
    )
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
  /** Where others would be told of alerts, if they are to be told here. */
  readonly sink?: Door
  readonly close: () => Promise<void>
}

type Targets = readonly { readonly data: TargetData }[]

/** Opens all of them, one port after the other from `portFrom`, or on free ones; none stays open where one cannot be. */
export const openDoors = (targets: Targets, portFrom?: number): Promise<Doors> =>
  allOrNone(async (open) => {
    let opened = 0
    const next = () => open(portFrom === undefined ? 0 : portFrom + opened++)
    const byName = new Map<string, Door>()
    for (const { data } of targets) for (const host of data.hosts) byName.set(`${data.name}/${host}`, await next())
    return { targets: byName, control: await next() }
  })

/**
 * The doors of services in a network of containers, at every address of this machine: one for each port that targets have, which
 * hosts may share, then `portFrom` for who controls them, and the port after for the sink.
 */
export const openServiceDoors = (targets: Targets, portFrom = 0): Promise<Doors> =>
  allOrNone(async (open) => {
    const byPort = new Map<number, Door>()
    for (const { data } of targets) if (!byPort.has(data.port)) byPort.set(data.port, await open(data.port, anywhere))
    const named = targets.flatMap(({ data }) =>
      data.hosts.map((host) => [`${data.name}/${host}`, byPort.get(data.port) as Door] as const),
    )
    const control = await open(portFrom, anywhere)
    return { targets: new Map(named), control, sink: await open(portFrom && portFrom + 1, anywhere) }
  })

const anywhere = '0.0.0.0'

async function allOrNone(openThem: (open: typeof openDoor) => Promise<Omit<Doors, 'close'>>): Promise<Doors> {
  const opened: Door[] = []
  const open: typeof openDoor = async (...at) => {
    const door = await openDoor(...at)
    opened.push(door)
    return door
  }
  const close = async () => void (await Promise.all(opened.map((door) => door.close())))
  try {
    return { ...(await openThem(open)), close }
  } catch (error) {
    await close()
    throw error
  }
}

/** The ports by `job/host`, as an addressing by loopback takes them. */
export const portsOf = ({ targets }: Doors): Readonly<Record<string, number>> =>
  Object.fromEntries([...targets].map(([name, { port }]) => [name, port]))
