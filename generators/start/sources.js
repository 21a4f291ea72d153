/** Modules of definitions, each translated once and run by itself, so that every definition knows its file. */
import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Script } from 'node:vm'
import { read, readJson, root, stampOf, write } from './cache.js'

/** @typedef {{ stamp: string | null, code: string }} Source */
/** @typedef {Record<string, Source>} Sources by path */
/** @typedef {{ by: string, sources: Sources }} Translated */

/** What translates: this module, and esbuild. */
const by = [fileURLToPath(import.meta.url), `${root}/node_modules/.package-lock.json`].map(stampOf).join(' ')
const definitions = `${root}/definitions`

/** What a definition should not do: whatever it finds there may be another thing the next time. */
const asksElsewhere = /\bprocess\.(?:argv|cwd|env|platform)\b|\brequire\("(?!\.|plimsoll")/

/**
 * Imports a module by its path, and what it imports. What does not run this way is imported by tsx, whose errors say the line.
 * @param {object} vocabulary what `import … from 'plimsoll'` gives
 * @param {(file: string) => Promise<object>} fromSource
 */
export function importer(vocabulary, fromSource) {
  /** @type {Map<string, { exports: object }>} */
  const loaded = new Map()
  /** @type {Sources | undefined} */
  let sources
  let plain = true
  let failed = false

  /** @param {string} file @returns {object} */
  function load(file) {
    const before = loaded.get(file)
    if (before) return before.exports
    const source = sources?.[file]
    if (source === undefined || source.stamp !== stampOf(file)) throw new Error(`${file} is not translated`)
    plain &&= !asksElsewhere.test(source.code)
    const module = { exports: {} }
    loaded.set(file, module)
    const run = compiled(file, source).runInThisContext()
    run(module.exports, (/** @type {string} */ name) => required(name, file), module)
    return module.exports
  }

  /** @param {string} name @param {string} file */
  function required(name, file) {
    if (name === 'plimsoll') return vocabulary
    return /^\.{1,2}\//.test(name) ? load(resolve(dirname(file), name)) : createRequire(file)(name)
  }

  return {
    /** @param {string} file @returns {Promise<object>} */
    importModule: async (file) => {
      try {
        sources ??= await translated(dirname(file))
        if (!failed) return load(file)
      } catch {
        failed = true
      }
      return fromSource(file)
    },
    /** Whether all modules ran this way, and asked for nothing but each other. */
    isPlain: () => plain && !failed,
  }
}

/** All modules of a folder, and those of the project's definitions; translated anew are those that have changed. @param {string} folder */
async function translated(folder) {
  /** @type {Translated | undefined} */
  const before = readJson('definitions.json')
  const known = before?.by === by ? before.sources : {}
  const stale = [...new Set([folder, definitions])]
    .flatMap(filesOf)
    .map((file) => ({ file, stamp: stampOf(file) }))
    .filter(({ file, stamp }) => known[file]?.stamp !== stamp)
  if (stale.length === 0) return known
  const { transform } = await import('esbuild')
  const fresh = await Promise.all(
    stale.map(async ({ file, stamp }) => {
      const { code } = await transform(readFileSync(file, 'utf8'), { loader: 'ts', format: 'cjs', target: 'node20' })
      // with it, tsx runs them
      return code.includes('import_meta') ? [] : [[file, { stamp, code }]]
    }),
  )
  const there = Object.entries(known).filter(([file]) => stampOf(file) !== null)
  const sources = Object.fromEntries([...there, ...fresh.flat()])
  write('definitions.json', JSON.stringify({ by, sources }))
  return sources
}

/** @param {string} folder */
const filesOf = (folder) =>
  readdirSync(folder, { recursive: folder.startsWith(definitions), encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => join(folder, file))

/** What V8 made of modules in an earlier run, and the scripts of this one. */
const before = compilations()
/** @type {{ name: string, script: Script }[]} */
const scripts = []
let all = true

/** @param {string} file @param {Source} source */
function compiled(file, { stamp, code }) {
  const name = `${file} ${stamp} ${by}`
  const cachedData = before[name]
  const script = new Script(`(function (exports, require, module) {'use strict';${code}\n})`, {
    filename: file,
    ...(cachedData && { cachedData }),
  })
  if (scripts.length === 0) process.once('exit', keep)
  all &&= cachedData !== undefined && !script.cachedDataRejected
  scripts.push({ name, script })
  return script
}

/** One file: an index as JSON on its first line, and then what V8 made of each. */
function keep() {
  if (all) return
  const kept = scripts.map(({ name, script }) => ({ name, data: script.createCachedData() }))
  const index = JSON.stringify(kept.map(({ name, data: { length } }) => [name, length]))
  write('definitions.v8', Buffer.concat([Buffer.from(`${index}\n`), ...kept.map(({ data }) => data)]))
}

/** @returns {Record<string, Buffer>} by path, stamp and translator */
function compilations() {
  const file = read('definitions.v8')
  const end = file?.indexOf('\n') ?? -1
  if (!file || end < 0) return {}
  let from = end + 1
  try {
    /** @type {readonly [name: string, length: number][]} */
    const index = JSON.parse(file.toString('utf8', 0, end))
    return Object.fromEntries(
      index.map(([name, length]) => {
        from += length
        return [name, file.subarray(from - length, from)]
      }),
    )
  } catch {
    return {}
  }
}
