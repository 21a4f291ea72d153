/**
 * Where the commands start: `node generators/start/index.js generate`. Node would read hundreds of small files and translate them
 * from TypeScript, which takes longer than all that a command does; so it runs the program as one script, and definitions from a
 * cache, both in `node_modules/.cache/plimsoll` and made anew whenever a file has changed. Where that does not work, for want
 * of a place to write for instance, tsx runs the same program from its source.
 */
import { pathToFileURL } from 'node:url'
import { root } from './cache.js'
import { program } from './program.js'
import { importer } from './sources.js'

// --watch lets tsx see which files are read
const fast = process.env.PLIMSOLL_WATCHED === undefined ? await program() : undefined

if (fast) await fast.main(importer(fast.vocabulary, fromSource))
else {
  const { main } = /** @type {import('./program.js').Program} */ (await fromSource(`${root}/generators/cli/main.ts`))
  await main()
}

/** Imports a module by its path. @param {string} file @returns {Promise<object>} */
async function fromSource(file) {
  const { register } = await import('tsx/esm/api')
  register()
  return import(pathToFileURL(file).href)
}
