/**
 * Configurations that definitions give as they are, against the schemas of their names: a misfit is a problem of the definition, and
 * no fault of ours. Apart from the checks, since compiling a schema takes longer than all of them, and what is on disk already fits.
 */
import type { ErrorObject } from 'ajv'
import { instead } from './checks/nearest.ts'
import { type Configuration, configurationsOf, runningOf } from './facts/services.ts'
import type { System } from './load/system.ts'
import type { OutputFile } from './outputs/file.ts'
import type { Problem } from './problem.ts'
import { hasSchema } from './schema-file.ts'
import { explained, misfits } from './validate.ts'

/** What is wrong with configurations: with all of them, or with those that are among the files. */
export function misfitting(systems: readonly System[], files?: readonly OutputFile[]): Problem[] {
  const paths = files && new Set(files.map(({ path }) => path))
  return systems.flatMap((system) =>
    runningOf(system).flatMap((service) =>
      service.kind === 'core'
        ? []
        : configurationsOf(service)
            .filter(({ path, schema }) => (paths?.has(`${system.name}/${path}`) ?? true) && hasSchema(schema))
            .flatMap(unfit)
            .map((message) => ({
              id: 'stack/configuration',
              system: system.name,
              file: service.container.file,
              name: service.name,
              message,
            })),
    ),
  )
}

function unfit({ path, schema, value }: Configuration): string[] {
  const name = path.slice(path.indexOf('/') + 1)
  // what a branch of several lacks, the whole of them says
  if (misfits(schema, value).length === 0) return []
  const errors = explained(schema, value).filter(
    ({ keyword, schemaPath }) => keyword !== 'if' && !/\/(?:oneOf|anyOf)\/\d+\//.test(schemaPath),
  )
  return [...new Set(errors.map((error) => `${name}: ${sentence(error)}`))]
}

/** One error of a schema, as a sentence that begins with the place. */
function sentence({ keyword, instancePath, params, parentSchema = {}, message = '' }: ErrorObject): string {
  const at = placeOf(instancePath)
  const known = Object.keys((parentSchema.properties ?? {}) as object)
  switch (keyword) {
    case 'required':
      return `${at} lacks ${params.missingProperty}; add it`
    case 'dependentRequired':
      return `${at} lacks ${params.missingProperty}, which ${params.property} needs; add it`
    case 'additionalProperties':
      return `${at} has ${params.additionalProperty}, which the schema does not know; ${instead(params.additionalProperty, known)}`
    case 'oneOf': {
      const keys = (parentSchema.oneOf as readonly { readonly required?: readonly string[] }[]).flatMap(
        ({ required = [] }) => required,
      )
      return `${at} has exactly one of ${keys.join(', ')}; say which`
    }
    case 'enum':
      return `${at} is one of ${params.allowedValues.join(', ')}; choose one`
    default:
      return `${at} ${parentSchema.description ? `is ${parentSchema.description}` : message}; correct it`
  }
}

/** `/filebeat.inputs/0/id` as `filebeat.inputs[0].id`; the whole as `it`. */
function placeOf(pointer: string): string {
  const parts = pointer
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
  return parts.length === 0
    ? 'it'
    : parts.reduce(
        (text, part) => (/^\d+$/.test(part) ? `${text}[${part}]` : text === '' ? part : `${text}.${part}`),
        '',
      )
}
