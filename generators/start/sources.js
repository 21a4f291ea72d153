/** Modules of definitions, each translated once and run by itself, so that every definition knows its file. */
import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, resolve } from 'node:path'
import { Script } from 'node:vm'
import { read, readJson, stampOf, write } from './cache.js'

/** @typedef {{ stamp: string | null, code: string }} Source */
/** @typedef {Record<string, Source>} Translated by path */

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
    const source = translated?.[file]
    if (source === undefined) throw new Error(`${file} is not translated`)
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

/** What V8 made of modules in an earlier run, and the scripts of this one. */
const before = compilations()
/** @type {Map<string, { stamp: string | null, script: Script }>} */
const scripts = new Map()
let all = true

/** @param {string} file @param {Source} source */
function compiled(file, { stamp, code }) {
  const cachedData = before[`${file} ${stamp}`]
  const script = new Script(`(function (exports, require, module) {${code}\n})`, {
    filename: file,
    ...(cachedData && { cachedData }),
  })
  if (scripts.size === 0) process.once('exit', keep)
  all &&= cachedData !== undefined && !script.cachedDataRejected
  scripts.set(file, { stamp, script })
  return script
}

/** One file: an index as JSON on its first line, and then what V8 made of each. */
function keep() {
  if (all) return
  const data = [...scripts].map(([file, { stamp, script }]) => ({
    name: `${file} ${stamp}`,
    data: script.createCachedData(),
  }))
  const index = JSON.stringify(data.map(({ name, data: { length } }) => [name, length]))
  write('definitions.v8', Buffer.concat([Buffer.from(`${index}\n`), ...data.map((one) => one.data)]))
}

/** @returns {Record<string, Buffer>} by path and stamp */
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
