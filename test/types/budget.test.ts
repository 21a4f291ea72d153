/** What type-checking costs is counted in instantiations, which do not depend on the machine. Time is for `npm run bench`. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { root, tsc } from '../support/tsc.ts'
import { manyMetrics } from './many-metrics.ts'

/** Raise it only with a reason in the commit: every user pays it at each keystroke. */
const budget = { program: 220_000, perMetric: 450 }

const folder = join(root, 'test/types/budget')
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function instantiations(metrics: number): number {
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'metrics.ts'), manyMetrics(metrics))
  writeFileSync(
    join(folder, 'tsconfig.json'),
    JSON.stringify({ extends: '../../../tsconfig.json', include: ['metrics.ts'], exclude: [] }),
  )
  const output = tsc('test/types/budget/tsconfig.json', '--extendedDiagnostics', '--singleThreaded')
  expect(output).not.toContain('error')
  return Number(/Instantiations:\s+(\d+)/.exec(output)?.[1])
}

test('400 metrics with four expressions each keep within the budget, and the cost is linear', () => {
  const [some, many] = [instantiations(200), instantiations(400)]
  const each = (many - some) / 200
  console.log(
    `400 metrics: ${many} instantiations of ${budget.program}, ${each} for each further metric of ${budget.perMetric}`,
  )
  expect(many).toBeLessThanOrEqual(budget.program)
  expect(each).toBeLessThanOrEqual(budget.perMetric)
})
