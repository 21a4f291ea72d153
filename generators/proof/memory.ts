/** Proofs that were made before, of rules that are what they were; whoever runs the program may keep them. */
import { createHash } from 'node:crypto'
import { once } from '../../schemas/promql/once.ts'
import { addressesOf } from '../facts/addresses.ts'
import type { ResolvedRule, System } from '../load/system.ts'
import { allSelectors } from './choose.ts'
import { type Labels, labelsOf } from './labels.ts'

/** Texts by keys; a key stands for all that a proof follows from. */
export interface Memory {
  readonly get: (key: string) => string | undefined
  readonly set: (key: string, text: string) => void
}

const memories = new WeakMap<System, Memory>()

/** From now on, what is proven of the system is taken from the memory, and put there. */
export const keepIn = (memory: Memory, system: System): void => void memories.set(system, memory)

/** What was proven of the rule before, or what is proven now. */
export function remembered<T extends object>(rule: ResolvedRule, system: System, prove: () => T): T {
  const memory = memories.get(system)
  if (!memory) return prove()
  const key = keyOf(rule, system)
  const before = memory.get(key)
  if (before !== undefined) return JSON.parse(before, revived) as T
  const proof = prove()
  memory.set(key, JSON.stringify(proof))
  return proof
}

const revived = (_: string, value: unknown): unknown => (isLabels(value) ? labelsOf(value.map) : value)

const isLabels = (value: unknown): value is Labels =>
  typeof value === 'object' && value !== null && Object.keys(value).join() === 'key,map'

/** The rule, what it reads, how patiently its file is evaluated, and where things are scraped. */
function keyOf(rule: ResolvedRule, system: System): string {
  const read = new Set(allSelectors(rule.expr, system).map(({ name }) => name))
  const recorded = [...read].map((name) => [name, system.recorded.get(name)])
  const description = rule.kind === 'alert' ? rule.description : ''
  return hashOf([rule.kind, { ...rule.data, file: '', expr: rule.expr }, description, recorded, surroundings(system)])
}

const surroundings = once((system: System) => {
  const { evaluationInterval, scrapeInterval, addressing } = system.data
  const targets = system.targets.map(({ data, interval, metrics }) => ({
    name: data.name,
    labels: data.labels,
    interval,
    addresses: addressesOf(data, addressing),
    metrics: metrics.map(({ name }) => name),
  }))
  const waits = system.groups.map(({ data, rules }) => [
    data.writtenTo,
    rules.map((rule) => (rule.kind === 'alert' ? [rule.data.for, rule.data.keepFiringFor] : [])),
  ])
  return hashOf([evaluationInterval, scrapeInterval, targets, waits])
})

const hashOf = (value: unknown): string => createHash('sha256').update(JSON.stringify(value)).digest('base64url')
