/** What the proofs are worth: small mistakes in rule files, each of which makes a generated test fail. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { always, systems } from '../../../definitions/index.ts'
import { load } from '../../../generators/load/load.ts'
import { render } from '../../../generators/outputs/index.ts'
import { inFolder } from '../../support/folder.ts'
import { type Mutation, mutationsOf, survivors } from '../../support/mutation.ts'
import { root } from '../../support/system.ts'

/** Mistakes that change nothing, or nothing that lasts, and why. */
const harmless: readonly { readonly alert: string; readonly what: RegExp; readonly why: string }[] = [
  { alert: 'NoCeleryWorkers', what: /< 0\.8 in place of 1/, why: 'a count is a whole number' },
  { alert: 'CeleryMetricsMissing', what: /< 0\.8 in place of 1/, why: 'a count is a whole number' },
  {
    alert: 'NoCeleryWorkers',
    what: /max by \(worker_name\)/,
    why: 'no worker is left whether they are told apart or not',
  },
  {
    alert: 'EndpointDown',
    what: /max by \(worker_name\)/,
    why: 'no worker is left whether they are told apart or not',
  },
  {
    alert: 'EndpointDown',
    what: /max by \(job\) without job/,
    why: 'one job is selected, and its name is not looked at',
  },
  {
    alert: 'DiskSpaceLow',
    what: /^node_filesystem_\w+\{fstype.* without fstype/,
    why: 'the other operands have the matcher still, and match by all labels',
  },
  {
    alert: 'ContainerMemoryHigh',
    what: /^container_\w+\{name!=""\} without name/,
    why: 'the other operand has no series without a name to match',
  },
  {
    alert: 'TaskFailuresHigh',
    what: />= 1\.6 in place of 2/,
    why: 'what goes on for two hours is noticed by its other alternative',
  },
  {
    alert: 'TrainingInterrupted',
    what: /^up\{job="robo-rlhf-training"\} without job/,
    why: 'it is matched by job with a metric that no other job exposes',
  },
]

const isHarmless = ({ alert, what }: Mutation): boolean =>
  harmless.some((one) => one.alert === alert && one.what.test(what))

const all: Mutation[] = []
let alive: readonly Mutation[] = []

describe('small mistakes in rule files', () => {
  beforeAll(async () => {
    const loaded = await load({ systems, always, root })
    for (const system of loaded.systems) all.push(...mutationsOf(render(system)))
    alive = await inFolder({}, (folder) => survivors(folder, all))
  }, 900_000)

  afterAll(() => {
    const score = (of: readonly Mutation[]): string => {
      const killed = of.filter((one) => !alive.includes(one)).length
      return `${killed} of ${of.length}`
    }
    const kinds = [...new Set(all.map(({ mistake }) => mistake))].map(
      (kind) => `${kind} ${score(all.filter(({ mistake }) => mistake === kind))}`,
    )
    const counted = all.filter((one) => !isHarmless(one))
    console.log(
      `mistakes noticed: ${score(counted)} (${kinds.join(', ')}; ${all.length - counted.length} change nothing)`,
    )
  })

  test('are noticed, each of them', () => {
    const missed = alive
      .filter((one) => !isHarmless(one))
      .map(({ alert, mistake, what }) => `${alert}: ${mistake}, ${what}`)
    expect(missed).toEqual([])
  })

  test('are made of every alert, and more than one of most', () => {
    const names = new Set(
      systems.flatMap(({ data }) =>
        data.rules.flatMap((group) =>
          group.data.rules.filter(({ kind }) => kind === 'alert').map((rule) => rule.data.name),
        ),
      ),
    )
    names.delete('Watchdog')
    expect([...names].filter((name) => !all.some(({ alert }) => alert === name))).toEqual([])
    expect(all.length).toBeGreaterThan(4 * names.size)
  })

  test('that change nothing are survived in fact, so that this list is no excuse', () => {
    const excused = harmless.filter(
      (one) => !alive.some(({ alert, what }) => alert === one.alert && one.what.test(what)),
    )
    expect(excused).toEqual([])
  })
})
