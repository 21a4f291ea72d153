/** What a system's own files define and export, and nobody lists: an alert that never reaches Prometheus. */
import { dirname, sep } from 'node:path'
import type { Problem } from '../problem.ts'
import { importModule as byNode, type ImportModule } from './import.ts'
import type { System } from './system.ts'

/** Problems of the modules in the folder of the system; they are loaded already, so that this reads no file. */
export async function unlisted(system: System, importModule: ImportModule = byNode): Promise<Problem[]> {
  const listed = new Set<unknown>([
    ...system.groups.map(({ data }) => data),
    ...system.groups.flatMap(({ rules }) => rules.map(({ data }) => data)),
    ...system.dashboards.map(({ data }) => data),
    ...system.metrics.map(({ data }) => data),
  ])
  const exported = (await Promise.all(filesOf(system).map((file) => exportsOf(file, importModule)))).flat()
  const parts = [...new Set(exported)].flatMap(partOf).filter(({ data }) => !listed.has(data))
  // what is in a group that is not listed itself needs no word of its own
  const inside = new Set(parts.flatMap(({ data }) => (data.rules ?? []).map((rule) => rule.data)))
  return parts
    .filter(({ data }) => !inside.has(data))
    .map(({ data, where }) => ({
      id: 'rule/unlisted',
      system: system.name,
      file: data.file,
      name: data.name,
      message: `is exported and in no ${where}, so that nothing comes of it; list it there, or remove it`,
    }))
}

/** The files in which parts of the system are defined, where they are its own. */
function filesOf(system: System): string[] {
  const folder = dirname(system.data.file) + sep
  const { groups, alerts, recordings, dashboards, metrics } = system
  const parts = [system.data, ...groups, ...alerts, ...recordings, ...dashboards, ...metrics]
  const files = parts.map((part) => ('data' in part ? part.data.file : part.file))
  return [...new Set(files)].filter((file) => file.startsWith(folder))
}

async function exportsOf(file: string, importModule: ImportModule): Promise<unknown[]> {
  try {
    return Object.values(await importModule(file))
  } catch {
    // a file that cannot be loaded by itself has given its parts in another way
    return []
  }
}

interface Part {
  readonly data: {
    readonly name: string
    readonly file: string
    readonly rules?: readonly { readonly data: unknown }[]
  }
  readonly where: string
}

interface Candidate {
  readonly kind?: unknown
  readonly data?: Part['data'] & { readonly rows?: unknown; readonly writtenTo?: unknown; readonly addedBy?: unknown }
}

/** Alerts, recording rules, rule groups, dashboards and metrics, by their form; whatever else is exported is none of them. */
function partOf(value: unknown): Part[] {
  if (typeof value !== 'object' || value === null || !('data' in value)) return []
  const { data, kind } = value as Candidate
  if (typeof data !== 'object' || data === null || typeof data.file !== 'string') return []
  if (kind === 'alert' || kind === 'recording') return [{ data, where: 'ruleGroup' }]
  if ('writtenTo' in data && Array.isArray(data.rules)) return [{ data, where: 'list of rules of the system' }]
  if (Array.isArray(data.rows)) return [{ data, where: 'list of dashboards of the system' }]
  return 'labels' in data && 'help' in data && !data.addedBy ? [{ data, where: 'list that a target exposes' }] : []
}
