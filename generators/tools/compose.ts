/** Compose's own judgement of what was generated; it needs the command, and no Docker that runs. */
import type { OutputFile } from '../outputs/file.ts'
import { type Environment, onPath } from './find.ts'
import { inFolder } from './folder.ts'
import type { Finding } from './promtool.ts'
import { type Program, runTool } from './run.ts'

interface Compose extends Program {
  /** What comes before every argument. */
  readonly words: readonly string[]
  readonly version: string
}

/** `docker compose`, or `docker-compose` of the second generation: the first does not know the specification. */
export async function findCompose(env: Environment = process.env): Promise<Compose | undefined> {
  const ways = [
    { name: 'docker compose', path: onPath(['docker'], env), words: ['compose'] },
    { name: 'docker-compose', path: onPath(['docker-compose'], env), words: [] },
  ]
  for (const { name, path, words } of ways) {
    if (path === undefined) continue
    const { code, stdout } = await runTool({ name, path }, [...words, 'version', '--short'], { env })
    const version = stdout.trim().replace(/^v/, '')
    if (code === 0 && version !== '' && !version.startsWith('1.')) return { name, path, words, version }
  }
  return undefined
}

/** `docker compose config --quiet` on each Compose file, in a folder that is removed afterwards. */
export async function composeFindings(files: readonly OutputFile[], env: Environment = process.env): Promise<Finding> {
  const compose = await findCompose(env)
  if (!compose) return { ran: false, findings: [] }
  const read = files.filter(({ path }) => path.endsWith('/docker-compose.yml'))
  return inFolder(read, async (folder) => {
    const results = await Promise.all(read.map(({ path }) => judge(compose, folder, path, env)))
    return { ran: true, version: compose.version, findings: results.filter((finding) => finding !== undefined) }
  })
}

/** Services of a profile that is not active are left out. */
const everything = { COMPOSE_PROFILES: '*' } as const

async function judge(compose: Compose, cwd: string, path: string, env: Environment): Promise<string | undefined> {
  const args = [...compose.words, '--file', path, 'config', '--quiet']
  const { code, stdout, stderr } = await runTool(compose, args, { cwd, env: { ...env, ...everything } })
  return code === 0 ? undefined : `${compose.name} config: ${path}: ${`${stdout}\n${stderr}`.trim()}`
}
