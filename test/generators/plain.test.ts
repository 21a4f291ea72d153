/** The program from its source, as a container starts it; the compiler sees to it that Node need only leave out the types. */
import { expect, test } from 'vitest'
import { root, run, runProgram } from '../support/cli-run.ts'

test('does and says what the other start does', async () => {
  // Node 20 does not read TypeScript
  const plain = [process.execPath, '--import', 'tsx/esm', `${root}/generators/start/plain.js`]
  const [outcome, other] = await Promise.all([
    runProgram([...plain, 'explain', 'stack/demo']),
    run(['explain', 'stack/demo']),
  ])
  expect(outcome).toEqual(other)
  expect(outcome.code).toBe(0)
})
