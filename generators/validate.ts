/** Every file against its JSON Schema in `schemas/files/`, before it is written. Only the schemas that are needed are compiled. */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { Ajv } from 'ajv'
import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js'
import type { OutputFile } from './outputs/file.ts'
import { schemaFile } from './schema-file.ts'

/** A schema is compiled for some files, so that compiling fast counts for more than code that runs fast. */
const options = { allErrors: true, inlineRefs: false, code: { optimize: false } } as const
const strict = { ...options, allowUnionTypes: true, strict: true, strictRequired: false } as const
const ajv = new Ajv2020(strict)
const compiled = new Map<string, readonly ValidateFunction[]>()

/** What is wrong with a file, by the path inside it; a fault of a generator, or a value that the definitions let through. */
function validate({ path, schema, value }: OutputFile): string[] {
  if (schema === undefined) return []
  return misfits(schema, value).map(
    ({ instancePath, message, params }) => `${path}${instancePath}: ${message} ${JSON.stringify(params)}`,
  )
}

/** Where a value does not fit a schema of `schemas/files/`. */
export function misfits(schema: string, value: unknown): ErrorObject[] {
  const checks = compiled.get(schema) ?? compile(schema)
  compiled.set(schema, checks)
  return checks.flatMap((check) => (check(value) ? [] : (check.errors ?? [])))
}

/** The same with the schema of each place, where it is one of our own. */
export function explained(schema: string, value: unknown): ErrorObject[] {
  const check = new Ajv2020({ ...strict, verbose: true }).compile(read(schemaFile(schema)))
  return check(value) ? [] : (check.errors ?? [])
}

interface Schema {
  readonly allOf?: readonly { readonly $ref?: string }[]
  readonly [keyword: string]: unknown
}

const read = (path: string | URL): Schema => JSON.parse(readFileSync(path, 'utf8')) as Schema

/** Our own schema, and those of packages that it refers to, which are written in an older draft and for a looser reader. */
function compile(name: string): ValidateFunction[] {
  const schema = read(schemaFile(name))
  const packages = (schema.allOf ?? []).flatMap(({ $ref = '' }) => {
    const [, name, path] = /node_modules\/([^/]+)\/(.+)$/.exec($ref) ?? []
    return name === undefined || path === undefined ? [] : [inPackage(name, path)]
  })
  if (packages.length === 0) return [ajv.compile(schema)]
  const { allOf: _, ...own } = schema
  return [ajv.compile(own), ...packages.map(compileLoosely)]
}

const inPackage = (name: string, path: string): string =>
  join(dirname(createRequire(import.meta.url).resolve(`${name}/package.json`)), path)

function compileLoosely(path: string): ValidateFunction {
  const { $schema: _, ...schema } = read(path)
  return new Ajv({ ...options, strict: false, validateFormats: false }).compile(schema)
}

/** Throws where a file does not fit, which is a fault of ours: definitions were checked before. */
export function validateAll(files: readonly OutputFile[]): void {
  const invalid = files.flatMap(validate)
  if (invalid.length > 0)
    throw new Error(`files that do not fit their schema, which is a fault of Plimsoll:\n${invalid.join('\n')}`)
}
