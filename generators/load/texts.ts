/** Descriptions and legends are functions, whose results no schema sees. */
import type { SystemDefinition } from 'plimsoll'
import { annotationContext } from '../../schemas/model/template.ts'
import type { Problem } from '../problem.ts'
import { legendContext } from './dashboards.ts'
import { list, panelsOf, rulesOf } from './parts.ts'

interface Text {
  readonly id: string
  readonly file: string
  readonly name: string
  readonly field: string
  readonly make: () => unknown
  /** What to do where there is none. */
  readonly instead: string
}

export function textProblems(definition: SystemDefinition): Problem[] {
  const data = definition?.data
  return [...descriptions(data), ...legends(data)].flatMap(({ make, field, instead, ...where }) => {
    const wrong = failure(make)
    return wrong === undefined
      ? []
      : [{ ...where, system: data.name, message: `${field}: ${wrong === '' ? `returns no text; ${instead}` : wrong}` }]
  })
}

/** How it fails; an empty text where it returns none, undefined where all is well. */
function failure(make: () => unknown): string | undefined {
  try {
    const text = make()
    return typeof text === 'string' && text.trim() !== '' ? undefined : ''
  } catch (error) {
    return `fails with ${String(error)}`
  }
}

const ignore = () => {}

function descriptions(data: SystemDefinition['data']): Text[] {
  return rulesOf(list(data?.rules)).flatMap((rule) => {
    if (rule?.kind !== 'alert' || typeof rule.data?.description !== 'function') return []
    const { name, file, description } = rule.data
    const make = () => description(annotationContext([], 'none', ignore))
    return [{ id: 'alert/schema', name, file, field: 'description', make, instead: 'say what is happening' }]
  })
}

function legends(data: SystemDefinition['data']): Text[] {
  return panelsOf(data).flatMap((panel) =>
    list(panel?.data?.queries).flatMap((query) => {
      const legend = query?.legend
      if (typeof legend !== 'function') return []
      const { title, file } = panel.data
      const make = () => legend(legendContext([], ignore))
      return [{ id: 'panel/schema', name: title, file, field: 'legend', make, instead: 'say what the series are' }]
    }),
  )
}
