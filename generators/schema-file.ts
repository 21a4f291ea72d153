/** The JSON Schemas of the files that are written, by their names. */
import { existsSync } from 'node:fs'

export const schemaFile = (name: string): URL => new URL(`../schemas/files/${name}.schema.json`, import.meta.url)

/** Whether there is a schema of that name. */
export const hasSchema = (name: string): boolean => existsSync(schemaFile(name))
