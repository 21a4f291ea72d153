/** The program as one script: the vocabulary, the generators, and the libraries that they use. */
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { createRequire } from 'node:module'
import { basename } from 'node:path'
import { pathToFileURL } from 'node:url'
import { constants, Script } from 'node:vm'
import { read, readJson, remove, root, stampOf, write } from './cache.js'

/** @typedef {typeof import('../cli/main.ts')} Program */
/** @typedef {{ id: string, stamps: Record<string, string | null> }} Made */

const require = createRequire(import.meta.url)
const ours = /[/\\](?:generators|schemas)[/\\].*\.(?:ts|js)$/
/** @param {readonly string[]} parts */
const hashOf = (...parts) => createHash('sha256').update(parts.join('\n')).digest('hex').slice(0, 16)
const made = `${hashOf(root, process.version)}.json`

/** What the main module exports; undefined where it does not run as one script. @returns {Promise<Program | undefined>} */
export async function program() {
  const before = kept()
  try {
    const source = before && read(`${before.id}.cjs`)
    if (before && source) return run(before.id, String(source))
  } catch {
    // it is damaged, and made anew
  }
  try {
    const { id, source } = await bundle()
    return run(id, source)
  } catch {
    return undefined
  }
}

/** What was made of the files as they are now. @returns {Made | undefined} */
function kept() {
  /** @type {Made | undefined} */
  const before = readJson(made)
  return before && Object.entries(before.stamps).every(([file, stamp]) => stampOf(file) === stamp) ? before : undefined
}

/**
 * V8 compiles functions when they are called first; what it made of them is kept for the next run, which it halves.
 * By its name, the script is a part of the vocabulary, outside of which the files of definitions are looked for.
 * @param {string} id
 * @param {string} source
 * @returns {Program}
 */
function run(id, source) {
  const cachedData = read(`${id}.v8`)
  const script = new Script(`(function (exports, require, module) {'use strict';${source}\n})`, {
    filename: `${root}/schemas/program.cjs`,
    ...(cachedData && { cachedData }),
    importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
  })
  const module = { exports: {} }
  script.runInThisContext()(module.exports, require, module)
  if (!('main' in module.exports)) throw new Error('the program is damaged')
  if (!cachedData || script.cachedDataRejected) process.once('exit', () => write(`${id}.v8`, script.createCachedData()))
  return /** @type {Program} */ (module.exports)
}

async function bundle() {
  const { build } = await import('esbuild')
  // clocks of file systems are coarse
  const since = Date.now() - 100
  const { outputFiles, metafile } = await build({
    absWorkingDir: root,
    entryPoints: ['generators/cli/main.ts'],
    bundle: true,
    write: false,
    metafile: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    logLevel: 'silent',
    // what no command needs that has to be quick
    external: ['prom-client', 'esbuild'],
    plugins: [{ name: 'ours', setup }],
  })
  const source = outputFiles[0]?.text ?? ''
  const id = hashOf(source, process.version)
  const read = Object.keys(metafile.inputs).filter((file) => !file.includes('node_modules/'))
  const others = [`${docs}/options.js`, 'generators/start/program.js', 'node_modules/.package-lock.json']
  const files = [...read, ...templates(), ...others].map((file) => `${root}/${file}`)
  // what was edited meanwhile may have been read before or after
  if (files.every((file) => (statSync(file, { throwIfNoEntry: false })?.ctimeMs ?? 0) < since)) keep(id, source, files)
  return { id, source }
}

/** @param {string} id @param {string} source @param {readonly string[]} files */
function keep(id, source, files) {
  const earlier = readJson(made)?.id
  const stamps = Object.fromEntries(files.map((file) => [file, stampOf(file)]))
  if (write(`${id}.cjs`, source)) write(made, JSON.stringify({ id, stamps }))
  for (const name of earlier && earlier !== id ? [`${earlier}.cjs`, `${earlier}.v8`] : []) remove(name)
}

/** @param {import('esbuild').PluginBuild} own */
function setup(own) {
  own.onLoad({ filter: /[/\\]docs[/\\]templates\.ts$/ }, compiledTemplates)
  own.onLoad({ filter: ours }, ({ path }) => inPlace(path))
}

const docs = 'generators/outputs/docs'
const templates = () => readdirSync(`${root}/${docs}/templates`).map((file) => `${docs}/templates/${file}`)

/** The templates of documents as functions, which need no compiler. */
async function compiledTemplates() {
  const { default: Handlebars } = await import('handlebars')
  const { options } = await import('../outputs/docs/options.js')
  const compiled = templates().map((file) => {
    const text = readFileSync(`${root}/${file}`, 'utf8')
    return `${JSON.stringify(basename(file, '.hbs'))}: ${Handlebars.precompile(text, options)}`
  })
  return {
    resolveDir: `${root}/${docs}`,
    contents: `import Handlebars from 'handlebars/runtime.js'
export const markdown = Handlebars.create()
const compiled = { ${compiled.join(',\n')} }
export const template = (name) => markdown.template(compiled[name])`,
  }
}

/**
 * A module reads what lies beside its source, wherever its code is run from.
 * @param {string} path
 * @returns {import('esbuild').OnLoadResult}
 */
const inPlace = (path) => ({
  loader: 'ts',
  contents: readFileSync(path, 'utf8').replaceAll('import.meta.url', JSON.stringify(pathToFileURL(path).href)),
})
