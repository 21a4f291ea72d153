/** Modules of definitions, each translated once and run by itself, so that every definition knows its file. */
import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, resolve } from 'node:path'
import { Script } from 'node:vm'
import { readJson, stampOf, write } from './cache.js'

/** @typedef {Record<string, { stamp: string | null, code: string }>} Translated by path */

/**
 * Imports a module by its path, and what it imports. What does not run this way is imported by tsx, whose errors say the line.
 * @param {object} vocabulary what `import … from 'plimsoll'` gives
 * @param {(file: string) => Promise<object>} fromSource
 * @returns {(file: string) => Promise<object>}
 */
export function importer(vocabulary, fromSource) {
  /** @type {Map<string, { exports: object }>} */
  const loaded = new Map()
  /** @type {Translated | undefined} */
  let translated

  /** @param {string} file @returns {object} */
  function load(file) {
    const before = loaded.get(file)
    if (before) return before.exports
    const code = translated?.[file]?.code
    if (code === undefined) throw new Error(`${file} is not translated`)
    const module = { exports: {} }
    loaded.set(file, module)
    const run = new Script(`(function (exports, require, module) {${code}\n})`, { filename: file }).runInThisContext()
    run(module.exports, (/** @type {string} */ name) => required(name, file), module)
    return module.exports
  }

  /** @param {string} name @param {string} file */
  function required(name, file) {
    if (name === 'plimsoll') return vocabulary
    return /^\.{1,2}\//.test(name) ? load(resolve(dirname(file), name)) : createRequire(file)(name)
  }

  let failed = false
  return async (file) => {
    try {
      translated ??= await translate(dirname(file))
      if (!failed) return load(file)
    } catch {
      failed = true
    }
    return fromSource(file)
  }
}

/** All modules of a folder; translated anew are those that have changed. @param {string} folder */
async function translate(folder) {
  /** @type {Translated} */
  const known = readJson('definitions.json') ?? {}
  const stale = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.includes('node_modules'))
    .map((file) => join(folder, file))
    .map((file) => ({ file, stamp: stampOf(file) }))
    .filter(({ file, stamp }) => known[file]?.stamp !== stamp)
  if (stale.length === 0) return known
  const { transform } = await import('esbuild')
  const fresh = await Promise.all(
    stale.map(async ({ file, stamp }) => {
      const { code } = await transform(readFileSync(file, 'utf8'), { loader: 'ts', format: 'cjs', target: 'node20' })
      return [file, { stamp, code }]
    }),
  )
  const there = Object.entries(known).filter(([file]) => stampOf(file) !== null)
  const all = Object.fromEntries([...there, ...fresh])
  write('definitions.json', JSON.stringify(all))
  return all
}
