/** What was proven before is not proven again, and is the same; what a proof follows from is part of its key. */
import { count, gt, minutes, sum } from 'plimsoll'
import { expect, test } from 'vitest'
import { tests } from '../../../generators/outputs/tests/index.ts'
import { keepIn } from '../../../generators/proof/memory.ts'
import { alarm, connections, systemFrom } from '../../support/system.ts'

/** The files of tests, and how many proofs were not known. */
async function proven(memory: Map<string, string>, limit: number, wait = 5) {
  const rule = alarm(gt(sum(connections), count(limit)), { for: minutes(wait) })
  const system = await systemFrom({ rules: [rule] })
  const before = memory.size
  keepIn(memory, system)
  return { files: tests(system).map(({ text }) => text), made: memory.size - before }
}

test('the same rule is proven once, and its test is the same', async () => {
  const memory = new Map<string, string>()
  const first = await proven(memory, 100)
  expect(first.made).toBe(1)
  expect(await proven(memory, 100)).toEqual({ files: first.files, made: 0 })
  expect(await proven(new Map(), 100)).toEqual(first)
})

test.each([
  ['limit', 200, 5],
  ['wait', 100, 10],
] as const)('a rule with another %s is proven anew', async (_, limit, wait) => {
  const memory = new Map<string, string>()
  const { files } = await proven(memory, 100)
  const other = await proven(memory, limit, wait)
  expect(other.made).toBe(1)
  expect(other.files).not.toEqual(files)
})
