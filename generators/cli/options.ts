/** Options that several commands have. */
import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Option } from 'commander'

/** The project's folder. */
export const root = fileURLToPath(new URL('../..', import.meta.url)).replace(/[/\\]$/, '')

export const outOption = (): Option =>
  new Option('-o, --out <folder>', 'where the files are').default(resolve(root, 'out'), 'out')

export const jsonOption = (): Option =>
  new Option('-j, --json', 'print the result as JSON (with npm run -s, so that npm adds nothing)')

export const definitionsOption = (): Option =>
  new Option('--definitions <file>', 'the module that lists the systems').default(
    resolve(root, 'definitions/index.ts'),
    'definitions/index.ts',
  )
