/** A system in a shorter time is the same system: only durations differ, and all checks still find nothing. */
import { beforeAll, describe, expect, test } from 'vitest'
import { always, systems } from '../../../definitions/index.ts'
import { check } from '../../../generators/checks/index.ts'
import { compressed } from '../../../generators/demo/compress.ts'
import { loadOne } from '../../../generators/load/one.ts'
import type { Expression, System } from '../../../generators/load/system.ts'
import { promql } from '../../../schemas/index.ts'
import { type Node, walk } from '../../../schemas/promql/ast.ts'
import { printLine } from '../../../schemas/promql/print.ts'
import { makeSystem } from '../../support/cli-system.ts'
import { root } from '../../support/system.ts'

const factor = 20

const expressionsOf = ({ alerts, recordings, dashboards }: System): readonly Expression[] => [
  ...alerts,
  ...recordings,
  ...dashboards.flatMap(({ queries }) => queries),
]
const spansOf = (node: Node): readonly number[] =>
  walk(node).flatMap((one) =>
    (one.type === 'MatrixSelector' || one.type === 'SubqueryExpr') && typeof one.range === 'number' ? [one.range] : [],
  )
const offsetsOf = (node: Node): readonly number[] =>
  walk(node).flatMap((one) =>
    (one.type === 'VectorSelector' || one.type === 'SubqueryExpr') && one.offset ? [one.offset] : [],
  )
/** The expression without how long anything takes. */
const timeless = (node: Node): string => printLine(node).replaceAll(/\[[^\]]*\]|offset -?\S+\b/g, '[]')

describe.each(systems.map((definition) => [definition.data.name, definition] as const))('%s', (_, definition) => {
  let before: System
  let after: System
  beforeAll(async () => {
    ;[before, after] = await Promise.all([
      loadOne(definition, always, root),
      loadOne(compressed(definition, factor), always, root),
    ])
  })

  test('is found to be right, but for recorded series that are named after longer ranges', () => {
    expect(check(after).filter(({ id }) => id !== 'record/name')).toEqual([])
  })

  test('has the same expressions, with shorter ranges and offsets', () => {
    const [old, now] = [before, after].map((system) => expressionsOf(system).map(({ expr }) => expr))
    expect(now?.map(timeless)).toEqual(old?.map(timeless))
    for (const [nth, node] of (now ?? []).entries()) {
      const was = old?.[nth] as Node
      for (const [i, span] of spansOf(node).entries()) {
        expect(span).toBeGreaterThanOrEqual(4000)
        expect(span, printLine(node)).toBeLessThanOrEqual(Math.max(12_000, (spansOf(was)[i] ?? 0) / factor))
      }
      expect(offsetsOf(node)).toEqual(
        offsetsOf(was).map((offset) => Math.max(1000, Math.round(offset / factor / 1000) * 1000)),
      )
    }
  })

  test('waits, scrapes and evaluates as much sooner, and at most once a second', () => {
    const times = ({ alerts, groups, targets, data }: System) => [
      ...alerts.flatMap(({ data: { for: pending, keepFiringFor } }) => [pending, keepFiringFor]),
      ...groups.map((group) => group.data.interval),
      ...targets.map(({ interval }) => interval),
      ...data.dashboards.flatMap((dashboard) => [dashboard.data.range, dashboard.data.refresh]),
      data.evaluationInterval,
    ]
    const sooner = (time: number | undefined) => time && Math.max(1000, Math.round(time / factor / 1000) * 1000)
    expect(times(after)).toEqual(times(before).map(sooner))
    for (const { interval, timeout } of after.targets) expect(timeout).toBeLessThanOrEqual(interval)
  })

  test('has the same thresholds, and the same alerts on its panels', () => {
    expect(after.thresholds).toEqual(before.thresholds)
    const panels = ({ dashboards }: System) =>
      dashboards.flatMap((dashboard) => dashboard.panels.map(({ id, watchedBy, lines }) => ({ id, watchedBy, lines })))
    expect(panels(after)).toEqual(panels(before))
  })
})

test('the factor 1 changes nothing', async () => {
  const [definition] = systems
  if (!definition) throw new Error('there is no system')
  const [before, after] = await Promise.all([
    loadOne(definition, always, root),
    loadOne(compressed(definition, 1), always, root),
  ])
  expect(expressionsOf(after).map(({ expr }) => printLine(expr))).toEqual(
    expressionsOf(before).map(({ expr }) => printLine(expr)),
  )
})

test('text is compressed too', async () => {
  const when = promql({
    labels: [],
    unit: 'count/second',
    condition: true,
  })`sum(rate(requests_total[10m] offset 2m)) > 1`
  const definition = makeSystem({}, { alert: { when } })
  const { data } = compressed(definition, factor)
  const texts = data.rules.flatMap((group) => group.data.rules.map((rule) => rule.data.expr as Node))
  expect(texts).toMatchObject([{ text: 'sum(rate(requests_total[30s] offset 6s)) > 1' }])
})
