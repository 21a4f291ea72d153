/**
 * The way in: what definitions export, checked against the schemas and resolved.
 * A definition is hostile until it is parsed here, since JavaScript and casts get past the compiler.
 */
import type { Metric, SystemDefinition } from 'plimsoll'
import type { z } from 'zod'
import { alertSchema } from '../../schemas/model/alert.ts'
import { alertingSchema } from '../../schemas/model/alerting.ts'
import { dashboardSchema } from '../../schemas/model/dashboard.ts'
import { groupSchema } from '../../schemas/model/group.ts'
import { metricSchema } from '../../schemas/model/metric.ts'
import { panelSchema } from '../../schemas/model/panel.ts'
import { moduleSchema } from '../../schemas/model/probe.ts'
import { receiverSchema } from '../../schemas/model/receiver.ts'
import { recordingSchema } from '../../schemas/model/recording.ts'
import { routeSchema } from '../../schemas/model/route.ts'
import { stackSchema } from '../../schemas/model/stack.ts'
import { type SystemData, systemSchema } from '../../schemas/model/system.ts'
import { targetSchema } from '../../schemas/model/target.ts'
import { thresholdSchema } from '../../schemas/model/threshold.ts'
import { timeIntervalSchema } from '../../schemas/model/time-interval.ts'
import { type Node, walk } from '../../schemas/promql/ast.ts'
import type { Problem } from '../problem.ts'
import { partsOf } from './alerting.ts'
import { list, panelsOf, rulesOf } from './parts.ts'
import { rawParser } from './raw.ts'
import { resolve } from './resolve.ts'
import type { System } from './system.ts'
import { textProblems } from './texts.ts'

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
    const wrong = [...problemsOf(definition, always), ...textProblems(definition)]
    problems.push(...wrong)
    try {
      const data = systemSchema.parse(definition.data, { jitless: true })
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

type Named = { readonly name?: unknown; readonly title?: unknown; readonly file?: unknown }

function problemsOf(definition: SystemDefinition, always: readonly Metric[]): Problem[] {
  const data = definition?.data
  const targets = list(data?.targets)
  const groups = list(data?.rules)
  const { receivers, routes, timeIntervals, circles } = partsOf(data?.alerting)
  const metrics = new Set([...always, ...targets.flatMap((target) => list(target?.data?.exposes))])
  const parts: readonly (readonly [kind: string, schema: z.ZodType, values: readonly unknown[]])[] = [
    ['system', systemSchema, [data]],
    ['threshold', thresholdSchema, list(data?.thresholds).map((threshold) => threshold?.data)],
    ['metric', metricSchema, [...metrics].map((metric) => metric?.data)],
    ['target', targetSchema, targets.map((target) => target?.data)],
    [
      'module',
      moduleSchema,
      targets.flatMap((target) => (target?.data?.probe ? [target.data.probe.module?.data] : [])),
    ],
    ['stack', stackSchema, data?.stack === undefined ? [] : [data.stack?.data]],
    ['group', groupSchema, groups.map((group) => group?.data)],
    ['alert', alertSchema, rulesOf(groups).flatMap((rule) => (rule?.kind === 'recording' ? [] : [rule?.data]))],
    ['dashboard', dashboardSchema, list(data?.dashboards).map((dashboard) => dashboard?.data)],
    ['panel', panelSchema, panelsOf(data).map((panel) => panel?.data)],
    ['alerting', alertingSchema, data?.alerting === undefined ? [] : [data.alerting?.data]],
    ['route', routeSchema, routes.map((route) => route?.data)],
    ['receiver', receiverSchema, receivers.map((receiver) => receiver?.data)],
    ['time', timeIntervalSchema, timeIntervals.map((interval) => interval?.data)],
    ['recording', recordingSchema, rulesOf(groups).flatMap((rule) => (rule?.kind === 'recording' ? [rule.data] : []))],
  ]
  return [
    ...parts.flatMap(([kind, schema, values]) =>
      values.flatMap((value) => schemaProblems(kind, schema, value as Named | undefined, data)),
    ),
    ...circles.map(({ data: route }) => ({
      id: 'route/schema',
      system: String(data?.name),
      file: route.file,
      name: route.name,
      message: 'routes: leads back to itself; give it routes of its own',
    })),
  ]
}

/** What several systems share is looked at once: parts of definitions, by the schema that they satisfy. */
const wellFormed = new WeakMap<object, z.ZodType>()

function schemaProblems(
  kind: string,
  schema: z.ZodType,
  value: Named | undefined,
  system: Named | undefined,
): Problem[] {
  if (value && wellFormed.get(value) === schema) return []
  // one call for each definition does not pay for compiling a schema
  const { error } = schema.safeParse(value, { jitless: true })
  if (!error && value) wellFormed.set(value, schema)
  return (error?.issues ?? []).map((issue) => ({
    id: `${kind}/schema`,
    system: String(system?.name ?? '(unnamed)'),
    file: String(value?.file ?? system?.file ?? ''),
    name: String(value?.name ?? value?.title ?? '(unnamed)'),
    message: `${issue.path.length > 0 ? `${issue.path.map(String).join('.')}: ` : ''}${issue.message}`,
  }))
}

const expressionsOf = (data: SystemData): Node[] => [
  ...(data.restarts ? [data.restarts] : []),
  ...data.rules.flatMap((group) => group.data.rules.map((rule) => rule.data.expr)),
  ...panelsOf(data).flatMap((panel) => panel.data.queries.map(({ expr }) => expr)),
]

function hasText(data: SystemData): boolean {
  return expressionsOf(data).some((expr) => walk(expr).some((node) => node.type === 'RawExpr'))
}
