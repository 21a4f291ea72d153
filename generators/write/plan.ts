/** What a run would change on disk, compared with what is there. Reads, and writes nothing. */
import { lstatSync, readFileSync } from 'node:fs'
import type { OutputFile } from '../outputs/file.ts'
import { explain } from './error.ts'
import { type Manifest, manifestFile, manifestPath, sha256 } from './manifest.ts'
import { resolveInside } from './paths.ts'

export interface Plan {
  readonly out: string
  readonly added: readonly OutputFile[]
  readonly changed: readonly OutputFile[]
  readonly unchanged: readonly OutputFile[]
  /** Paths that an earlier run wrote and this one does not. */
  readonly removed: readonly string[]
  /** Files that are in the way and that no run of ours wrote. */
  readonly foreign: readonly string[]
  readonly manifest: OutputFile
  readonly manifestChanged: boolean
}

/** Compares files with `out`. `systems` limits what is removed to those systems; all of them if left out. */
export function plan(out: string, files: readonly OutputFile[], before: Manifest, systems?: readonly string[]): Plan {
  const ours = new Set(files.map(({ path }) => path))
  const inScope = (path: string): boolean => systems === undefined || systems.includes(path.split('/')[0] as string)
  const removed = Object.keys(before).filter((path) => inScope(path) && !ours.has(path) && path !== manifestPath)
  const kept = Object.entries(before).filter(([path]) => !inScope(path))
  const manifest = manifestFile({
    ...Object.fromEntries(kept),
    ...Object.fromEntries(files.map(({ path, text }) => [path, sha256(text)])),
  })
  const states = files.map((file) => ({ file, state: stateOf(out, file, before) }))
  const those = (wanted: State) => states.filter(({ state }) => state === wanted).map(({ file }) => file)
  return {
    out,
    added: those('added'),
    changed: those('changed'),
    unchanged: those('unchanged'),
    foreign: those('foreign').map(({ path }) => path),
    removed: removed.filter((path) => read(resolveInside(out, path)) !== undefined),
    manifest,
    manifestChanged: read(resolveInside(out, manifestPath)) !== manifest.text,
  }
}

type State = 'added' | 'changed' | 'unchanged' | 'foreign'

function stateOf(out: string, { path, text }: OutputFile, before: Manifest): State {
  const there = read(resolveInside(out, path))
  if (there === undefined) return before[path] === undefined && isLink(resolveInside(out, path)) ? 'foreign' : 'added'
  if (there === text.toWellFormed()) return 'unchanged'
  return before[path] === undefined && !generated.test(there) ? 'foreign' : 'changed'
}

/** How every file of ours begins, also one that a run left behind before it came to the manifest. */
const generated =
  /^(?:(?:#|<!--) Generated from .+ by npm run generate\. Do not edit\.|\{\s*"\$schema": "[./]*schemas\/files\/)/

/** The text of a file; undefined where there is none. */
function read(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOENT') return undefined
    throw explain(error, 'read', file)
  }
}

const isLink = (file: string): boolean => lstatSync(file, { throwIfNoEntry: false })?.isSymbolicLink() ?? false
