/**
 * The way in: what definitions export, checked against the schemas and resolved.
 * A definition is hostile until it is parsed here, since JavaScript and casts get past the compiler.
 */
import type { Metric, RuleGroup, SystemDefinition } from 'plimsoll'
import type { z } from 'zod'
import { alertSchema } from '../../schemas/model/alert.ts'
import { groupSchema } from '../../schemas/model/group.ts'
import { metricSchema } from '../../schemas/model/metric.ts'
import { recordingSchema } from '../../schemas/model/recording.ts'
import { type SystemData, systemSchema } from '../../schemas/model/system.ts'
import { targetSchema } from '../../schemas/model/target.ts'
import { annotationContext } from '../../schemas/model/template.ts'
import { thresholdSchema } from '../../schemas/model/threshold.ts'
import { type Node, walk } from '../../schemas/promql/ast.ts'
import type { Problem } from '../problem.ts'
import { rawParser } from './raw.ts'
import { resolve } from './resolve.ts'
import type { System } from './system.ts'

export interface Definitions {
  readonly systems: readonly SystemDefinition[]
  /** Metrics that every system has, because Prometheus adds them to every scrape. */
  readonly always: readonly Metric[]
  /** The folder that paths are relative to. */
  readonly root: string
}

export interface Loaded {
  readonly systems: readonly System[]
  readonly problems: readonly Problem[]
  /** Systems that have a problem already, resolved as far as they can be, so that the rest of them is checked too. */
  readonly malformed: readonly System[]
}

/** All systems that are well-formed, and all problems of those that are not. */
export async function load({ systems, always, root }: Definitions): Promise<Loaded> {
  const problems: Problem[] = twice(systems)
  const loaded: System[] = []
  const malformed: System[] = []
  for (const definition of systems) {
    const wrong = [...problemsOf(definition, always), ...descriptionProblems(definition)]
    problems.push(...wrong)
    try {
      const data = systemSchema.parse(definition.data)
      const parser = hasText(data) ? await rawParser(data.name) : undefined
      const system = resolve(data, always, root, parser?.parse ?? ((node) => node))
      if (wrong.length === 0) loaded.push(system)
      else malformed.push(system)
      problems.push(...(parser?.problems ?? []))
    } catch (error) {
      // what cannot be resolved because it is malformed has been reported as that
      if (wrong.length === 0) throw error
    }
  }
  return { systems: loaded, problems, malformed }
}

function twice(systems: readonly SystemDefinition[]): Problem[] {
  const names = systems.map((system) => system?.data?.name)
  return systems
    .filter((system, i) => system?.data?.name !== undefined && names.indexOf(system.data.name) !== i)
    .map(({ data }) => ({
      id: 'system/duplicate',
      system: data.name,
      file: data.file,
      name: data.name,
      message: `two systems are named ${data.name}; rename one`,
    }))
}

type Named = { readonly name?: unknown; readonly file?: unknown }

function problemsOf(definition: SystemDefinition, always: readonly Metric[]): Problem[] {
  const data = definition?.data
  const targets = list(data?.targets)
  const groups = list(data?.rules)
  const metrics = new Set([...always, ...targets.flatMap((target) => list(target?.data?.exposes))])
  const parts: readonly (readonly [kind: string, schema: z.ZodType, values: readonly unknown[]])[] = [
    ['system', systemSchema, [data]],
    ['threshold', thresholdSchema, list(data?.thresholds).map((threshold) => threshold?.data)],
    ['metric', metricSchema, [...metrics].map((metric) => metric?.data)],
    ['target', targetSchema, targets.map((target) => target?.data)],
    ['group', groupSchema, groups.map((group) => group?.data)],
    ['alert', alertSchema, rulesOf(groups).flatMap((rule) => (rule?.kind === 'recording' ? [] : [rule?.data]))],
    ['recording', recordingSchema, rulesOf(groups).flatMap((rule) => (rule?.kind === 'recording' ? [rule.data] : []))],
  ]
  return parts.flatMap(([kind, schema, values]) =>
    values.flatMap((value) => schemaProblems(kind, schema, value as Named | undefined, data)),
  )
}

/** A description is a function, whose result no schema sees. */
function* descriptionProblems(definition: SystemDefinition): Generator<Problem> {
  const data = definition?.data
  for (const rule of rulesOf(list(data?.rules))) {
    if (rule?.kind !== 'alert' || typeof rule.data?.description !== 'function') continue
    const { name, file, description } = rule.data
    let text: unknown
    try {
      text = description(annotationContext([], 'none', () => {}))
    } catch (error) {
      yield { id: 'alert/schema', system: data.name, file, name, message: `description: fails with ${String(error)}` }
      continue
    }
    if (typeof text === 'string' && text.trim() !== '') continue
    yield {
      id: 'alert/schema',
      system: data.name,
      file,
      name,
      message: 'description: returns no text; say what is happening',
    }
  }
}

const rulesOf = (groups: readonly RuleGroup[]) => groups.flatMap((group) => list(group?.data?.rules))

/** What is no list is reported by the schema of what holds it. */
const list = <T>(value: readonly T[] | undefined): readonly T[] => (Array.isArray(value) ? value : [])

function schemaProblems(
  kind: string,
  schema: z.ZodType,
  value: Named | undefined,
  system: Named | undefined,
): Problem[] {
  const { error } = schema.safeParse(value)
  return (error?.issues ?? []).map((issue) => ({
    id: `${kind}/schema`,
    system: String(system?.name ?? '(unnamed)'),
    file: String(value?.file ?? system?.file ?? ''),
    name: String(value?.name ?? '(unnamed)'),
    message: `${issue.path.length > 0 ? `${issue.path.map(String).join('.')}: ` : ''}${issue.message}`,
  }))
}

const expressionsOf = (data: SystemData): Node[] =>
  data.rules.flatMap((group) => group.data.rules.map((rule) => rule.data.expr))

function hasText(data: SystemData): boolean {
  return expressionsOf(data).some((expr) => [...walk(expr)].some((node) => node.type === 'RawExpr'))
}
