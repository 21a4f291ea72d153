/** What the outputs return: a path below `out/` and the text; nothing is written here. */
import { Document, isMap, isScalar, type Node, visit } from 'yaml'
import type { System } from '../load/system.ts'
import { relativePath } from '../problem.ts'

export interface OutputFile {
  /** Relative to `out/`, with slashes. */
  readonly path: string
  readonly text: string
  /** The schema of `schemas/files/` that `value` must satisfy, without `.schema.json`. */
  readonly schema?: string
  readonly value?: unknown
}

export type Output = (system: System) => OutputFile[]

/** Who wrote a file, from what, for its first line. Many files are named by their folders. */
export function origin(system: System, ...files: readonly string[]): string {
  const paths = (files.length > 0 ? files : [system.data.file]).map((file) => relativePath(system.root, file))
  const names = [...new Set(paths)].sort()
  const sources =
    names.length > 3 ? [...new Set(names.map((name) => `${name.split('/').slice(0, -1).join('/')}/`))] : names
  return `Generated from ${sources.join(', ')} by npm run generate. Do not edit.`
}

/** A comment to put before the element at `path`. */
export interface Comment {
  readonly path: readonly (string | number)[]
  readonly text: string
}

/** YAML with its origin on the first line, its schema for editors on the second, and multi-line strings as blocks. */
export function yamlFile(file: {
  readonly path: string
  readonly schema: string
  readonly value: unknown
  readonly origin: string
  /** Lines of comment below the first, which are not wrapped. */
  readonly head?: readonly string[]
  /** Keys at the top below which there is a blank line between entries. */
  readonly spaced?: readonly string[]
  readonly comments?: readonly Comment[]
}): OutputFile {
  const document = new Document(file.value, { aliasDuplicateObjects: false, version: '1.1', compat: 'core' })
  for (const { path, text } of file.comments ?? []) {
    const node = document.getIn(path, true) as Node | undefined
    if (node)
      node.commentBefore = wrap(text, 100)
        .map((line) => ` ${line}`)
        .join('\n')
  }
  for (const key of file.spaced ?? []) spaceBelow(document.get(key, true))
  visit(document, {
    Scalar: (_, node) => {
      if (typeof node.value !== 'string') return
      if (breaks.test(node.value)) node.type = 'QUOTE_DOUBLE'
      else if (node.value.includes('\n')) node.type = 'BLOCK_LITERAL'
    },
    Seq: (key, node) => {
      if (key === 'value' && node.items.every((item) => isScalar(item))) node.flow = fits(node.items)
      else spaceOut(node.items)
    },
  })
  const up = '../'.repeat(file.path.split('/').length)
  const schema = `# yaml-language-server: $schema=${up}schemas/files/${file.schema}.schema.json`
  const head = [`# ${file.origin}`, schema, ...(file.head ?? [])].join('\n')
  const text = `${head}\n${escaped(document.toString({ lineWidth: 0, flowCollectionPadding: false }))}`
  return { path: file.path, text, schema: file.schema, value: file.value }
}

/** Line breaks of YAML 1.1 and control characters, which Prometheus takes amiss and the library does not escape. */
const breaks = /(?![\n\t])[\p{Cc}\u2028\u2029\ufeff\ufffe\uffff]/u

const escaped = (yaml: string): string =>
  yaml.replace(new RegExp(breaks, 'gu'), (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`)

/** A question mark in a list on one line is a key to the YAML of Prometheus and its kin. */
const fits = (items: readonly unknown[]): boolean =>
  items.every((item) => !String(isScalar(item) ? item.value : item).includes('?')) &&
  items.reduce<number>((n, item) => n + String(isScalar(item) ? item.value : item).length + 4, 0) < 80

/** A blank line before each element of a list of maps but the first. */
function spaceOut(items: readonly unknown[]): void {
  for (const item of items.slice(1)) if (isMap(item)) item.spaceBefore = true
}

/** A blank line before each entry of a map but the first. */
function spaceBelow(map: unknown): void {
  if (!isMap(map)) return
  for (const { key } of map.items.slice(1)) if (isScalar(key)) key.spaceBefore = true
}

/** Words in lines of at most `width` characters; code between backticks is one word, to be copied. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = ['']
  for (const word of text.match(/[^\s`]*`[^`\n]*`[^\s`]*|\S+/g) ?? []) {
    const last = lines.at(-1) as string
    if (last !== '' && last.length + 1 + word.length > width) lines.push(word)
    else lines[lines.length - 1] = last === '' ? word : `${last} ${word}`
  }
  return lines
}

/** JSON in a form of somebody else, which has no place for its schema. */
export const plainJsonFile = (file: {
  readonly path: string
  readonly schema: string
  readonly value: object
}): OutputFile => ({ ...file, text: `${JSON.stringify(file.value, null, 2)}\n` })

export function jsonFile(file: { readonly path: string; readonly schema: string; readonly value: object }): OutputFile {
  const up = '../'.repeat(file.path.split('/').length)
  const value = { $schema: `${up}schemas/files/${file.schema}.schema.json`, ...file.value }
  return { path: file.path, text: `${JSON.stringify(value, null, 2)}\n`, schema: file.schema, value }
}
