/**
 * Where the commands start: `node generators/start/index.js generate`. Node would read hundreds of small files and translate them
 * from TypeScript, which takes longer than all that a command does; so it runs the program as one script, and definitions from a
 * cache, both in `node_modules/.cache/plimsoll` and made anew whenever a file has changed. Where that does not work, for want
 * of a place to write for instance, tsx runs the same program from its source. Where no file has changed at all, nothing is run.
 */
import { pathToFileURL } from 'node:url'
import { setFlagsFromString } from 'node:v8'
import { root } from './cache.js'
import { unlessUnchanged } from './unchanged.js'

const done = unlessUnchanged()
if (done && (await run())) done()

/** Whether what was done depends on files of the project alone. @returns {Promise<boolean>} */
async function run() {
  hurry()
  const [{ program }, { importer }] = await Promise.all([import('./program.js'), import('./sources.js')])
  // --watch lets tsx see which files are read
  const fast = process.env.PLIMSOLL_WATCHED === undefined ? await program() : undefined
  if (fast) {
    const { importModule, isPlain } = importer(fast.vocabulary, fromSource)
    await fast.main(importModule)
    return isPlain()
  }
  const { main } = /** @type {import('./program.js').Program} */ (await fromSource(`${root}/generators/cli/main.ts`))
  await main()
  return false
}

/** Code that runs for a second is not worth optimising, which takes as long; what runs for longer is optimised all the same. */
function hurry() {
  setFlagsFromString('--always-sparkplug')
  // later releases of V8 have no such flag, and complain
  if (process.version.startsWith('v20.')) setFlagsFromString('--interrupt-budget=500000')
}

/** Imports a module by its path. @param {string} file @returns {Promise<object>} */
async function fromSource(file) {
  const { register } = await import('tsx/esm/api')
  register()
  return import(pathToFileURL(file).href)
}
