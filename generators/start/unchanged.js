/** Whether there is nothing to generate: no file that it reads or writes has changed since it last did. */
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { readJson, root, stampOf, write } from './cache.js'

const inputs = ['definitions', 'generators', 'schemas', 'package.json', 'node_modules/.package-lock.json']

/** Everything in files and folders of the project, by name and stamp, as one hash. @param {readonly string[]} paths */
function stateOf(paths) {
  const files = paths.flatMap((path) => {
    try {
      return readdirSync(`${root}/${path}`, { recursive: true, encoding: 'utf8' }).map((file) => `${path}/${file}`)
    } catch {
      return [path]
    }
  })
  const stamps = files.sort().map((file) => `${file} ${stampOf(`${root}/${file}`)}`)
  return createHash('sha256')
    .update(`${root} ${process.version}\n${stamps.join('\n')}`)
    .digest('hex')
}

/** The command that is run hundreds of times a day; what says more than that, or runs in CI, is always done. */
const usual = process.argv.slice(2).join(' ') === 'generate' && !process.env.CI

/**
 * Says so where nothing has changed, as the command itself does; otherwise gives what is to be called when it is done.
 * @returns {(() => void) | undefined}
 */
export function unlessUnchanged() {
  if (!usual) return () => {}
  const before = stateOf(inputs)
  const known = readJson('unchanged.json')
  if (known?.inputs === before && known.outputs === stateOf(['out'])) {
    const seconds = (performance.now() / 1000).toFixed(2)
    process.stdout.write(`0 written, ${known.files} unchanged, 0 removed, in ${seconds} s\n`)
    return undefined
  }
  return () => {
    if (process.exitCode) return
    const { files } = JSON.parse(readFileSync(`${root}/out/manifest.json`, 'utf8'))
    // as it was before: what was edited meanwhile is another state
    write(
      'unchanged.json',
      JSON.stringify({ inputs: before, outputs: stateOf(['out']), files: Object.keys(files).length }),
    )
  }
}
