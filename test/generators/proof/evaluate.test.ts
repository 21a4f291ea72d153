/** The law of the evaluator: it answers as Prometheus does, whatever series and expressions there are; or it does not answer. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { seriesText } from '../../../generators/outputs/tests/alert.ts'
import { resultsOf, vectorAt } from '../../../generators/proof/evaluate.ts'
import { type Labels, labelsOf } from '../../../generators/proof/labels.ts'
import type { Track } from '../../../generators/proof/track.ts'
import { Unsupported } from '../../../generators/proof/value.ts'
import { valuesOf } from '../../../generators/proof/values.ts'
import type { Node } from '../../../schemas/promql/ast.ts'
import { printLine } from '../../../schemas/promql/print.ts'
import { type Answer, answers, type Quiz } from '../../support/promtool-answers.ts'
import { treeOf } from '../../support/proving.ts'
import { question, recordedName } from '../../support/questions.ts'
import { type Small, samples, world } from '../../support/worlds.ts'

const seed = 20_260_101
const second = 1000

const recorded = treeOf('sum by (zone) (depth)')
const rules = [{ record: recordedName, expr: printLine(recorded) }]

/** A world with what is asked of it. */
interface Round {
  readonly small: Small
  readonly asked: readonly { readonly node: Node; readonly at: number }[]
}

const round: fc.Arbitrary<Round> = fc.record({
  small: world,
  asked: fc.array(fc.record({ node: question, at: fc.integer({ min: 0, max: 1200 }).map((n) => n * second) }), {
    minLength: 60,
    maxLength: 60,
    size: 'max',
  }),
})

const quizOf = ({ small, asked }: Round): Quiz => ({
  every: small.every,
  series: Object.fromEntries(
    small.series.map((one, i) => [seriesText(one), valuesOf(small.tracks[i] as Track, samples)]),
  ),
  questions: asked.map(({ node, at }) => ({ expr: printLine(node), at })),
})

const worldOf = (small: Small) => ({
  ...small,
  leftOpen: false,
  recorded: new Map([[recordedName, recorded]]),
  evaluationInterval: 60 * second,
  since: 0,
})

/** What is evaluated here; undefined where it is Unsupported. */
function ours({ small, asked }: Round): (Answer | undefined)[] {
  const own = worldOf(small)
  return asked.map(({ node, at }) => {
    try {
      return new Map(vectorAt(node, own, at).map(({ labels, value }) => [shown(labels), value]))
    } catch (error) {
      if (error instanceof Unsupported) return undefined
      throw error
    }
  })
}

const shown = ({ map }: Labels): string => {
  const pairs = Object.entries(map).map(([name, value]) => `${name}=${JSON.stringify(value)}`)
  return `{${pairs.join(', ')}}`
}

const isAnswer = (answer: Answer | undefined): answer is ReadonlyMap<string, number> => answer instanceof Map

const alike = (a: Answer, b: Answer): boolean =>
  isAnswer(a) && isAnswer(b) && a.size === b.size && [...a].every(([labels, value]) => close(value, b.get(labels)))

const close = (a: number, b: number | undefined): boolean =>
  Object.is(a, b) || a === b || (b !== undefined && Math.abs(a - b) <= 1e-9 + 1e-6 * Math.abs(b))

const told = (answer: Answer | undefined): object => (isAnswer(answer) ? Object.fromEntries(answer) : { ...answer })

test('any expression comes to what Prometheus makes of it, or is not evaluated', async () => {
  const rounds = fc.sample(round, { seed, numRuns: 40 })
  const theirs = await answers(rounds.map(quizOf), rules)
  const compared = rounds.flatMap((one, i) => {
    const own = ours(one)
    return one.asked.map(({ node, at }, j) => {
      const series = quizOf(one).series
      return { expr: printLine(node), at: at / second, series, ours: own[j], theirs: theirs[i]?.[j] as Answer }
    })
  })
  const wrong = compared.filter((one) => one.ours && !alike(one.ours, one.theirs))
  const shortest = wrong.toSorted((a, b) => a.expr.length - b.expr.length).slice(0, 3)
  expect(shortest.map((one) => ({ ...one, ours: told(one.ours), theirs: told(one.theirs) }))).toEqual([])

  const share = (of: (typeof compared)[number][]): number => of.length / compared.length
  expect(share(compared.filter((one) => isAnswer(one.theirs) && one.theirs.size > 0))).toBeGreaterThan(0.4)
  expect(share(compared.filter((one) => isAnswer(one.theirs) && !one.ours)), 'left unanswered').toBeLessThan(0.01)
})

test.each([
  ['histogram_stddev(depth)', 'native histograms'],
  ['count_values("value", depth)', 'labels made of values'],
  ['count by (__name__) (depth)', 'names of metrics'],
  ['sum(depth) / on (__name__) sum(room)', 'names of metrics'],
  ['label_replace(depth, "zone", "$1", "__name__", "(.*)")', 'names of metrics'],
  ['label_join(depth, "__name__", "-", "zone")', 'names of metrics'],
  ['topk(1, depth * 0)', 'which of equals'],
  ['depth @ end()', 'the end of a query'],
  ['year(vector(0 / 0))', 'a date that is none'],
  ['depth * on () room', 'what Prometheus refuses: more than one to match'],
])('%s is not evaluated: %s', (text) => {
  const small: Small = {
    every: 60 * second,
    series: ['a', 'b'].flatMap((pod) => ['depth', 'room'].map((name) => ({ name, labels: labelsOf({ pod }) }))),
    tracks: [1, 2, 3, 4].map((value) => ({
      every: 60 * second,
      pieces: [{ from: 0, to: 600 * second, value, step: 0 }],
    })),
  }
  expect(() => resultsOf(treeOf(text), worldOf(small), 300 * second)).toThrow(Unsupported)
})
