/** The files of the page: what a browser can read, made of what is beside this file, with libraries from node_modules. */
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import type { Reply } from './reply.ts'

export interface Assets {
  readonly page: Reply
  readonly files: ReadonlyMap<string, Reply>
}

const beside = (name: string): string => fileURLToPath(new URL(`browser/${name}`, import.meta.url))

const types: Readonly<Record<string, string>> = { js: 'text/javascript', css: 'text/css', svg: 'image/svg+xml' }

const reply = (name: string, body: string): Reply => ({
  status: 200,
  type: `${types[name.split('.').at(-1) ?? ''] ?? 'text/html'}; charset=utf-8`,
  body,
})

const read = (name: string): Reply => reply(name, readFileSync(beside(name), 'utf8'))

/** One script and one stylesheet, in memory. */
export async function assets(): Promise<Assets> {
  const { outputFiles } = await build({
    entryPoints: [beside('main.ts'), beside('page.css')],
    outdir: 'assets',
    bundle: true,
    write: false,
    format: 'esm',
    target: 'es2022',
    logLevel: 'silent',
  })
  const made = outputFiles.map(({ path, text }) => {
    const name = path.split(/[/\\]/).at(-1) ?? ''
    return [name, reply(name, text)] as const
  })
  return { page: read('page.html'), files: new Map([...made, ['icon.svg', read('icon.svg')]]) }
}
