/**
 * The configuration of a program that runs in a container, as YAML can say it. What it may hold is up to the JSON Schema
 * of its name in `schemas/files/`; what it must not hold, a secret, is said here.
 */
import { z } from 'zod'
import { recordOf } from './fields.ts'
import { holdsSecret, isSecretName, looksSecret, secretNamed, secretOf, secretsIn } from './secret.ts'

export type Yaml = string | number | boolean | null | readonly Yaml[] | YamlMap
export interface YamlMap {
  readonly [key: string]: Yaml
}

const plain = 'a configuration holds texts, numbers, true, false, null, lists and plain objects only'
const named = 'a key of a configuration is a word or several, on one line'
const deep = 'it is nested too deep, or leads back to itself'
const byFile =
  // biome-ignore lint/suspicious/noTemplateCurlyInString: it is what the program fills in
  "a password or token stands in no file: give the path of its file, as secret('…') does, or ${NAME}, which the program fills in when it starts"

type Path = readonly PropertyKey[]
interface Fault {
  readonly path: Path
  readonly message: string
}

/** What the program itself fills in; a default value beside the name would stand in the file. */
const filledIn = /^\$\{[A-Za-z_][\w.]*\}$/
const deepest = 20

/** What is wrong with a value; `name` is the key that it stands under, also where it is one of a list. */
function faults(value: unknown, path: Path, name: string, above: readonly unknown[] = []): Fault[] {
  const fault = (message: string): Fault[] => [{ path, message }]
  if (path.length > deepest || above.includes(value)) return fault(deep)
  const within = [...above, value]
  if (Array.isArray(value)) return value.flatMap((item, i) => faults(item, [...path, i], name, within))
  if (isPlainObject(value)) {
    // `{ name: DB_PASSWORD, value: … }`, and what is below the name of a secret
    const said = [value.name, value.key].find((text) => typeof text === 'string' && looksSecret(text))
    return Object.entries(value).flatMap(([key, item]) =>
      inMap(key, item, [...path, key], key === 'value' && said ? String(said) : looksSecret(name) ? name : key, within),
    )
  }
  if (value === null || typeof value === 'boolean') return []
  if (typeof value === 'number' && Number.isFinite(value)) return looksSecret(name) ? fault(byFile) : []
  if (typeof value !== 'string') return fault(plain)
  if (!secretsIn(value).every(isSecretName)) return fault(secretNamed)
  return holdsSecret(value) || (looksSecret(name) && !isReference(value)) ? fault(byFile) : []
}

const inMap = (key: string, item: unknown, path: Path, name: string, above: readonly unknown[]): Fault[] =>
  /^[^\p{Cc}]+$/u.test(key) ? faults(item, path, name, above) : [{ path, message: named }]

const isReference = (text: string): boolean => secretOf(text) !== undefined || filledIn.test(text)

function isPlainObject(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null) return false
  const prototype = Object.getPrototypeOf(value)
  return prototype === Object.prototype || prototype === null
}

const yamlMap = z.custom<YamlMap>().superRefine((value, context) => {
  const found = isPlainObject(value) ? faults(value, [], '') : [{ path: [], message: 'a configuration is an object' }]
  for (const { path, message } of found) context.addIssue({ code: 'custom', path: [...path], message })
})

/** Files by their paths inside the container. */
export const configurationSchema = recordOf(
  /^(?:\/(?!\.\.\/)[\w.-]+)+\.ya?ml$/,
  yamlMap,
  'a configuration is a YAML file, named by its path in the container, such as /usr/share/filebeat/filebeat.yml',
)
