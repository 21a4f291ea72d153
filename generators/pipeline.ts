/** The one way from definitions to files in memory, which every command goes: load, check, render. */
import { isAbsolute, relative } from 'node:path'
import type { Metric, SystemDefinition } from 'plimsoll'
import { check } from './checks/index.ts'
import { instead } from './checks/nearest.ts'
import { importModule as byNode, type ImportModule } from './load/import.ts'
import { load } from './load/load.ts'
import type { System } from './load/system.ts'
import { unlisted } from './load/unlisted.ts'
import type { OutputFile } from './outputs/file.ts'
import { render } from './outputs/index.ts'
import { type Problem, sortProblems } from './problem.ts'
import { keepIn, type Memory } from './proof/memory.ts'
import { UsageError } from './write/error.ts'

export interface Options {
  /** The module that exports `systems` and `always`. */
  readonly definitions: string
  readonly importModule?: ImportModule
  /** The folder that paths in messages and files are relative to. */
  readonly root: string
  /** Only these; all if left out. */
  readonly systems?: readonly string[]
  /** Where proofs are kept that were made before; none if left out. */
  readonly memory?: Memory
}

export interface Rendered {
  readonly systems: readonly System[]
  readonly files: readonly OutputFile[]
  readonly problems: readonly Problem[]
}

/** Files only if there is no problem at all. Throws a UsageError where the definitions cannot be loaded. */
export async function pipeline(options: Options): Promise<Rendered> {
  const { systems: all, always } = await importDefinitions(options)
  const wanted = choose(all, options.systems)
  const { systems, problems, malformed } = await load({ systems: wanted, always, root: options.root })
  for (const system of options.memory ? systems : []) keepIn(options.memory as Memory, system)
  const found = [
    ...problems,
    ...systems.flatMap(check),
    ...(await Promise.all(systems.map((system) => unlisted(system, options.importModule)))).flat(),
    ...malformed.flatMap((system) => checkRest(system, problems)),
  ]
  if (found.length > 0) return { systems, files: [], problems: sortProblems(found) }
  return { systems, files: systems.flatMap(render), problems: [] }
}

/** What else is wrong in a system that is malformed; of a definition that is, its form is enough to say. */
function checkRest(system: System, known: readonly Problem[]): Problem[] {
  const malformed = new Set(known.map(({ file, name }) => `${file} ${name}`))
  try {
    return check(system).filter(({ file, name }) => !malformed.has(`${file} ${name}`))
  } catch {
    return []
  }
}

/** One system as it is defined, and the metrics that every system has. Throws a UsageError where there is none of that name. */
export async function definitionOf(
  name: string,
  options: Options,
): Promise<{ readonly definition: SystemDefinition; readonly always: readonly Metric[] }> {
  const { systems, always } = await importDefinitions(options)
  const [definition] = choose(systems, [name])
  return { definition: definition as SystemDefinition, always }
}

interface Module {
  readonly systems: readonly SystemDefinition[]
  readonly always: readonly Metric[]
}

async function importDefinitions({ definitions, root, importModule = byNode }: Options): Promise<Module> {
  let module: Partial<Module>
  try {
    module = (await importModule(definitions)) as Partial<Module>
  } catch (error) {
    throw new UsageError(`the definitions cannot be loaded: ${firstLine(error, root)}`, { cause: error })
  }
  if (!Array.isArray(module.systems))
    throw new UsageError(`${relative(root, definitions)} exports no list named systems; see definitions/index.ts`)
  if (module.systems.length === 0)
    throw new UsageError(`${relative(root, definitions)} lists no system, so there is nothing to generate`)
  if (module.always !== undefined && !Array.isArray(module.always))
    throw new UsageError(`${relative(root, definitions)} exports an always that is no list of metrics`)
  return { systems: module.systems, always: module.always ?? [] }
}

/** What was thrown, and the first line of its stack that is ours. */
function firstLine(error: unknown, root: string): string {
  if (!(error instanceof Error)) return String(error)
  // a compiler says where on its second line
  const message = error.message
    .split('\n')
    .slice(0, error.name === 'TransformError' ? 2 : 1)
    .join(' ')
  const frames = (error.stack ?? '')
    .split('\n')
    .filter((line) => /^\s+at /.test(line) || /^file:/.test(line) || isAbsolute(line))
  const notTheirs = ['node:', 'node_modules', `${root}/schemas/`, `${root}/generators/`]
  const ours = frames.find((line) => notTheirs.every((part) => !line.includes(part)))
  const place = ours?.match(/(?:file:\/\/)?(\/[^()\s]+?)\)?$/)?.[1]
  return `${error.name}: ${message}${place ? ` (${relative(root, place)})` : ''}`
}

function choose(all: readonly SystemDefinition[], names: readonly string[] | undefined): readonly SystemDefinition[] {
  if (names === undefined) return all
  const known = all.map((system) => system?.data?.name)
  const unknown = names.filter((name) => !known.includes(name)).join(', ')
  if (unknown !== '') throw new UsageError(`there is no system named ${unknown}; ${instead(unknown, known)}`)
  return all.filter((system) => names.includes(system?.data?.name))
}
