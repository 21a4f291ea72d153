import { expect, test } from 'vitest'
import { undoing } from '../../../generators/demo/afterwards.ts'

test('what was done last is undone first, and each once', async () => {
  const done: string[] = []
  const { afterwards, undo } = undoing()
  afterwards(() => void done.push('first'))
  afterwards(async () => void done.push('second'))
  await undo()
  await undo()
  expect(done).toEqual(['second', 'first'])
})

test('what comes too late is undone at once, and goes no further', async () => {
  const done: string[] = []
  const { afterwards, undo } = undoing()
  await undo()
  expect(() => afterwards(() => void done.push('late'))).toThrow('it is over already')
  expect(done).toEqual(['late'])
})

test('what fails does not keep the others from being undone', async () => {
  const done: string[] = []
  const { afterwards, undo } = undoing()
  afterwards(() => void done.push('first'))
  afterwards(() => Promise.reject(new Error('it does not stop')))
  await expect(undo()).rejects.toThrow('it does not stop')
  expect(done).toEqual(['first'])
})
