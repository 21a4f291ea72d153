/** What verify finds where reality is not as it is defined: one thing at a time. */
import { describe, expect, test } from 'vitest'
import { verifications } from '../../../generators/verify/index.ts'
import type { Case } from '../../support/reality.ts'
import { lineOf, seen } from '../../support/verify.ts'
import { jobs } from './cases/jobs.ts'
import { labels } from './cases/labels.ts'
import { metadata } from './cases/metadata.ts'
import { metrics } from './cases/metrics.ts'
import { rules } from './cases/rules.ts'
import { targets } from './cases/targets.ts'

const cases: readonly Case[] = [
  ['nothing is wrong', () => {}, []],
  ...targets,
  ...metrics,
  ...metadata,
  ...labels,
  ...rules,
  ...jobs,
]

describe('finds', () => {
  for (const [name, change, findings, more, jobs] of cases) {
    test(name, async () => {
      const { learnt, findings: found } = await seen(change, more, jobs)
      expect(learnt.failure).toBeUndefined()
      expect(found.map(lineOf).sort()).toEqual(findings.toSorted())
    })
  }
})

test('every verification is found at work, and explained in sentences', () => {
  const words = cases.flatMap(([, , findings]) => findings).join('\n')
  for (const { id, doc } of verifications) {
    expect(words).toContain(` ${id} `)
    expect(doc).toMatch(/^[A-Z][\s\S]+\.$/)
  }
  expect(new Set(verifications.map(({ id }) => id)).size).toBe(verifications.length)
})
