/** What the command line takes, and how it says no. */
import { describe, expect, test } from 'vitest'
import { expectRefusal, run } from '../../support/cli-run.ts'

describe.concurrent('help', () => {
  test.each<[string[], RegExp[]]>([
    [['--help'], [/Usage: npm run COMMAND -- \[options\]/, /generate/, /check/, /Exit codes: 0 .* 1 .* 2 /]],
    [
      ['generate', '--help'],
      [/Usage: npm run generate -- \[options\]/, /--system/, /--out/, /--json/, /--watch/, /Examples:/],
    ],
    [
      ['check', '--help'],
      [/Usage: npm run check -- \[options\]/, /--system/, /--out/, /--json/, /GITHUB_ACTIONS/],
    ],
    [['help', 'check'], [/Usage: npm run check -- \[options\]/]],
  ])('%j is printed, and nothing else happens', async (args, says) => {
    const { code, stdout, stderr } = await run(args)
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    for (const text of says) expect(stdout).toMatch(text)
  })

  test('without a command it is printed too, but nothing was done', async () => {
    const { code, stdout, stderr } = await run([])
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toMatch(/Usage: npm run COMMAND -- \[options\]/)
  })
})

describe.concurrent('refused in one sentence, with exit code 2', () => {
  test.each<[string[], RegExp]>([
    [['generate', '--bogus'], /unknown option '--bogus'/],
    [['check', '--watch'], /unknown option '--watch'/],
    [['generate', '--out'], /argument missing/],
    [['destroy'], /unknown command 'destroy'/],
    [['generate', 'pybase'], /too many arguments/],
    [['generate', '--system', 'nope', 'pybase'], /no system named nope; there is .*pybase/],
    [['check', '--system', 'nope'], /no system named nope; there is .*pybase/],
    [['generate', '--definitions', 'nowhere/index.ts'], /definitions cannot be loaded: .*nowhere\/index\.ts/],
  ])('%j', async (args, says) => {
    const outcome = await run(args)
    expect(outcome.stdout).toBe('')
    // a suggestion may stand on a second line
    expectRefusal({ ...outcome, stderr: outcome.stderr.replace(/\n\(Did you mean .*\)/, '') }, says)
  })
})
