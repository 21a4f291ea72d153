/** Every file against its JSON Schema in `schemas/files/`, before it is written. Only the schemas that are needed are compiled. */
import { readFileSync } from 'node:fs'
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import type { OutputFile } from './outputs/file.ts'

const ajv = new Ajv2020({ allErrors: true, allowUnionTypes: true, strict: true, strictRequired: false })
const compiled = new Map<string, ValidateFunction>()

/** What is wrong with a file, by the path inside it; a fault of a generator, or a value that the definitions let through. */
function validate({ path, schema, value }: OutputFile): string[] {
  if (schema === undefined) return []
  const check = compiled.get(schema) ?? ajv.compile(readSchema(schema))
  compiled.set(schema, check)
  if (check(value)) return []
  return (check.errors ?? []).map(
    ({ instancePath, message, params }) => `${path}${instancePath}: ${message} ${JSON.stringify(params)}`,
  )
}

const readSchema = (name: string): object =>
  JSON.parse(readFileSync(new URL(`../schemas/files/${name}.schema.json`, import.meta.url), 'utf8')) as object

/** Throws where a file does not fit, which is a fault of ours: definitions were checked before. */
export function validateAll(files: readonly OutputFile[]): void {
  const invalid = files.flatMap(validate)
  if (invalid.length > 0)
    throw new Error(`files that do not fit their schema, which is a fault of Plimsoll:\n${invalid.join('\n')}`)
}
