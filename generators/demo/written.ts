/** The files of a system in a folder, and the flags of the programs that read them, as Compose would give them. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parse } from 'yaml'
import type { System } from '../load/system.ts'
import { render } from '../outputs/index.ts'
import { writeInto } from '../tools/folder.ts'
import { UsageError } from '../write/error.ts'
import type { Afterwards } from './afterwards.ts'

/** A system and its files, by their paths below its folder; they are written to `folder`. */
export interface Written {
  readonly system: System
  readonly files: Readonly<Record<string, string>>
  readonly folder: string
}

/** What is generated, in a folder of its own, with something in each secret that it names. */
export function writeFolder(system: System, afterwards: Afterwards): Written {
  const folder = mkdtempSync(join(tmpdir(), 'plimsoll-live-'))
  afterwards(() => rmSync(folder, { recursive: true, force: true }))
  const rendered = render(system).map(({ path, text }) => [path.slice(system.name.length + 1), text] as const)
  const secrets = new Set<string>()
  const files = Object.fromEntries(
    rendered.map(([path, text]) => [path, path === composeFile ? text : secretsIn(folder, text, secrets)]),
  )
  writeInto(folder, [
    ...Object.entries(files).map(([path, text]) => ({ path, text })),
    ...[...secrets].map((path) => ({ path, text: 'secret' })),
  ])
  return { system, files, folder }
}

const composeFile = 'docker-compose.yml'

/** The text with paths of secrets that are in the folder, which are noted. */
const secretsIn = (folder: string, text: string, found: Set<string>): string =>
  text.replaceAll(/\/run\/secrets\/([a-z0-9-]+)/g, (_, name: string) => {
    found.add(`secrets/${name}`)
    return `${folder}/secrets/${name}`
  })

/** The flags with which Compose would run a service, with folders of this machine in place of the container's. */
export function flagsOf(
  { files, system }: Written,
  service: string,
  folders: Readonly<Record<string, string>>,
): string[] {
  const { services } = parse(files[composeFile] ?? 'services: {}') as {
    readonly services: Readonly<Record<string, { readonly command: readonly string[] }>>
  }
  const command = services[service]?.command
  if (!command)
    throw new UsageError(
      `${composeFile} of ${system.name} does not run ${service}; give the system a stack, and alerting`,
    )
  return command.map((flag) => {
    const [name = '', path = ''] = flag.split(/=(.*)/)
    const folder = Object.keys(folders).find((from) => path === from || path.startsWith(`${from}/`))
    return (folder ? `${name}=${folders[folder]}${path.slice(folder.length)}` : flag).replaceAll('$$', '$')
  })
}
