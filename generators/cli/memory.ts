/** Proofs that are kept between runs, in `node_modules/.cache/plimsoll`: what did not change is not proven again. */
import { createHash } from 'node:crypto'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Memory } from '../proof/memory.ts'
import { readJson, stampOf, write } from '../start/cache.js'
import { root } from './options.ts'

const name = 'proofs.json'

/** What a proof is made by; when one of these files changes, nothing that was kept is of use. */
const makers = ['generators/facts', 'generators/proof', 'schemas/model', 'schemas/promql', 'schemas/promql/parse']

export interface Kept extends Memory {
  /** Keeps what was asked for, and nothing older. */
  readonly save: () => void
}

export function keptProofs(): Kept {
  const made = madeBy()
  const found = readJson(name) as { made?: string; proofs?: Record<string, string> } | undefined
  const before = new Map(found?.made === made ? Object.entries(found.proofs ?? {}) : [])
  const used = new Map<string, string>()
  let isNew = false
  return {
    get: (key) => {
      const text = before.get(key)
      if (text !== undefined) used.set(key, text)
      return text
    },
    set: (key, text) => {
      used.set(key, text)
      isNew = true
    },
    save: () => {
      if (isNew) write(name, JSON.stringify({ made, proofs: Object.fromEntries([...latest(before), ...used]) }))
    },
  }
}

/** Some of what was not asked for this time, when there was one system of several. */
const latest = (before: ReadonlyMap<string, string>): readonly (readonly [string, string])[] => [...before].slice(-1000)

function madeBy(): string {
  const files = makers.flatMap((folder) => readdirSync(join(root, folder)).map((file) => join(root, folder, file)))
  return createHash('sha256')
    .update(JSON.stringify(files.map(stampOf)))
    .digest('base64url')
}
