/** What the compiler refuses is refused at load time in the same words, for definitions that it could not see. */
import { readdirSync } from 'node:fs'
import type { AnyExpr } from 'plimsoll'
import { describe, expect, test } from 'vitest'
import { infer } from '../../../schemas/promql/infer.ts'
import { alarm, problemsOf } from '../../support/system.ts'
import { tsc } from '../../support/tsc.ts'
import { requests } from '../../types/misuse/vocabulary.ts'

// what a helper of one's own asks for is the compiler's business alone
const fixtures = readdirSync(new URL('../../types/misuse/', import.meta.url))
  .filter((file) => file.endsWith('.ts') && file !== 'vocabulary.ts' && !file.startsWith('helper-'))
  .map((file) => file.slice(0, -3))
  .sort()

const output = tsc('test/types/tsconfig.json')

/** The sentence of ours that the compiler prints as the type that an argument should have had. */
function sentenceOf(fixture: string): string | undefined {
  const line = output.split('\n').find((text) => text.startsWith(`test/types/misuse/${fixture}.ts(`)) ?? ''
  const quoted = /(?:parameter of type|assignable to type) '"(.+?)"(?: \| [\w<>]+)?'\.$/.exec(line)?.[1]
  return quoted?.includes(' ') && !quoted.includes('" | "') ? quoted : undefined
}

const exported = async (fixture: string): Promise<unknown> =>
  ((await import(`../../types/misuse/${fixture}.ts`)) as { readonly e: unknown }).e

async function inferred(fixture: string): Promise<string[]> {
  const sentences: string[] = []
  infer(((await exported(fixture)) as AnyExpr).node, (message) => sentences.push(message))
  return sentences
}

/** Refused in the compiler's own words, with its suggestions; and what we say instead. */
const ownWords: Readonly<Record<string, readonly string[]>> = {
  'borrowed-label-that-is-not-there': ['group_left names the label version, but there is only instance, job'],
  // a number has lost its unit when it has become a matcher
  'bound-in-another-unit': [],
  'label-aggregated-away': ['by names the label instance, which sum by (job) has removed'],
  'wrong-label-in-by': ['by names the label endpont, but there is only endpoint, instance, job, method, status'],
  // matchers are compared with what is exposed: expr/series
  'wrong-label-in-matcher': [],
  'wrong-label-replaced': ['label_replace() names the label instanc, but there is only instance, job'],
  'wrong-value': [],
  'wrong-value-in-any-of': [],
}
/** Sentences that exist in the compiler only: in text, a bound may be spelled by hand. */
const compilerOnly = ['bound-as-text']
/** No expression, but an alert. */
const alerts = ['alert-without-a-condition', 'annotation-of-a-removed-label']
/** No expression, but a part of alerting, of which the loader speaks in its own words: see load/alerting.test.ts. */
const alerting = ['route-of-an-unknown-severity', 'route-to-a-name', 'secret-by-its-value']
/** No expression, but panels, of which the checks of dashboards speak: see sentences-dashboard.test.ts. */
const panels = /^(?:block|heatmap|legend|mark|panel|query|red|top|use)-/
/** No expression, but a level of a scenario, of which the check of proofs speaks: see proof/by-hand.test.ts. */
const levels = /^level-/
/** The compiler says it of the list, and we say which label it is. */
const worded: Readonly<Record<string, readonly string[]>> = {
  'wrong-label-in-on': ['on names the label endpoint, which sum by (status) has removed'],
}

describe('the loader says what the compiler says', () => {
  const others = [...Object.keys(ownWords), ...Object.keys(worded), ...compilerOnly, ...alerts, ...alerting]
  const same = fixtures.filter((name) => !others.includes(name) && !panels.test(name) && !levels.test(name))

  test('of most misuses', () => {
    expect(same.length).toBeGreaterThanOrEqual(17)
    expect(same.filter((name) => sentenceOf(name) === undefined)).toEqual([])
  })

  test.each(same)('%s', async (name) => {
    expect(await inferred(name)).toContain(sentenceOf(name))
  })

  test('alert-without-a-condition', async () => {
    const { data } = (await exported('alert-without-a-condition')) as ReturnType<typeof alarm>
    const said = await problemsOf({ rules: [alarm({ node: data.expr } as AnyExpr)] })
    expect(said).toContain(`alert/condition Trouble: ${sentenceOf('alert-without-a-condition')}`)
  })
})

describe('where the compiler has words of its own, the loader says', () => {
  test.each(Object.keys(ownWords))('%s', async (name) => {
    expect(sentenceOf(name)).toBeUndefined()
    expect(await inferred(name)).toEqual(ownWords[name])
  })

  test.each(Object.keys(worded))('%s', async (name) => {
    expect(sentenceOf(name)).toBe('the two sides share no label, so nothing can match')
    expect(await inferred(name)).toEqual(worded[name])
  })

  test('annotation-of-a-removed-label', async () => {
    const wrong = (await exported('annotation-of-a-removed-label')) as ReturnType<typeof alarm>
    const said = await problemsOf({
      app: { exposes: [requests] },
      rules: [{ ...wrong, data: { ...wrong.data, runbook: alarm({ node: wrong.data.expr } as AnyExpr).data.runbook } }],
    })
    expect(said).toEqual([
      'alert/annotations TooMany: the description names the label instance, which sum by (endpoint) has removed',
    ])
  })
})
