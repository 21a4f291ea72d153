/** What is kept between runs, below `node_modules/.cache/plimsoll`; all of it can be made anew. */
import { mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('../..', import.meta.url)).replace(/[/\\]$/, '')
const folder = `${root}/node_modules/.cache/plimsoll`

/** What says whether a file is still the one that it was; null where there is none. @param {string} file */
export function stampOf(file) {
  const stat = statSync(file, { throwIfNoEntry: false })
  return stat ? `${stat.mtimeMs} ${stat.ctimeMs} ${stat.size}` : null
}

/** Undefined where it was never written. @param {string} name */
export function read(name) {
  try {
    return readFileSync(`${folder}/${name}`)
  } catch {
    return undefined
  }
}

/** As JSON; undefined where it was never written, or is damaged. @param {string} name */
export function readJson(name) {
  try {
    return JSON.parse(String(read(name)))
  } catch {
    return undefined
  }
}

/**
 * Replaces a file as a whole, so that no other process reads half of it. Where nothing can be written, nothing is kept.
 * @param {string} name
 * @param {string | Uint8Array} content
 * @returns {boolean} whether it was written
 */
export function write(name, content) {
  const [file, partial] = [`${folder}/${name}`, `${folder}/${name}.${process.pid}`]
  try {
    mkdirSync(folder, { recursive: true })
    writeFileSync(partial, content)
    renameSync(partial, file)
    return true
  } catch {
    discard(partial)
    return false
  }
}

/** @param {string} name */
export function remove(name) {
  discard(`${folder}/${name}`)
}

/** @param {string} file */
function discard(file) {
  try {
    rmSync(file, { force: true })
  } catch {
    // it belongs to somebody else
  }
}
