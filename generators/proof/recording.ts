/** What a recording rule records of series that are told apart by every label that matters. */
import { once } from '../../schemas/promql/once.ts'
import type { ResolvedRecording, System } from '../load/system.ts'
import { type Bench, benchOf, type State } from './bench.ts'
import { resultsOf } from './evaluate.ts'
import { remembered } from './memory.ts'
import { type Mutant, mutantsOf } from './mutants.ts'
import { othersOf } from './others.ts'
import { paceOf } from './pace.ts'
import { reach } from './reach.ts'
import { at, type Knob, quick, type Setting } from './settings.ts'
import { allLevels, commonMultiple } from './story.ts'
import { type Story, timed, tracksOf } from './timeline.ts'
import { extended, universeOf } from './universe.ts'
import { Unsupported, type Vector } from './value.ts'

export interface Recorded {
  readonly rule: ResolvedRecording
  readonly story: Story
  readonly pace: number
  /** When it is looked at, in milliseconds. */
  readonly at: number
  readonly samples: Vector
  /** Whether it is taken over time. */
  readonly windows: boolean
}

export interface Unrecorded {
  readonly rule: ResolvedRecording
  readonly reason: string
}

export const isRecorded = (one: Recorded | Unrecorded): one is Recorded => 'story' in one

/** One for each recording rule of a system, computed once. */
export const recordedOf: (system: System) => readonly (Recorded | Unrecorded)[] = once((system: System) =>
  system.recordings.map((rule) => {
    try {
      return { rule, ...remembered(rule, system, () => record(rule, system)) }
    } catch (error) {
      if (error instanceof Unsupported) return { rule, reason: error.message }
      throw error
    }
  }),
)

function record(rule: ResolvedRecording, system: System): Omit<Recorded, 'rule'> {
  const bench = toldApart(rule, benchOf(system, universeOf(rule.expr, system)))
  const { universe } = bench
  const pace = paceOf(rule, system)
  const grid = commonMultiple(universe.every, pace)
  const lasts = Math.ceil((reach(rule.expr, system) + 3 * grid) / grid) * grid
  const levels = allLevels(bench.knobs, varied(bench.knobs))
  const story: Story = {
    series: universe.series,
    every: universe.every,
    phases: [{ kind: 'healthy', why: '', steps: [{ lasts, levels }] }],
  }
  const end = (timed(story).at(-1)?.until ?? 0) - pace
  const [samples = [], other = []] = [false, true].map((leftOpen) =>
    resultsOf(
      rule.expr,
      {
        leftOpen,
        series: story.series,
        tracks: tracksOf(story),
        recorded: system.recorded,
        evaluationInterval: pace,
        since: 0,
      },
      end,
    ),
  )
  if (samples.length === 0 || samples.length !== other.length)
    throw new Unsupported('it records nothing of usual series')
  if (samples.some(({ value }) => !Number.isFinite(value)))
    throw new Unsupported('it records no number of usual series')
  return { story, pace, at: end, samples, windows: reach(rule.expr, system) > 0 }
}

/** With series of other labels, until it shows which labels are kept and which series are chosen. */
function toldApart({ expr }: ResolvedRecording, bench: Bench): Bench {
  let best = bench
  for (const mutant of mutantsOf(expr)) {
    if (shows(best, expr, mutant)) continue
    for (const others of othersOf(best, mutant)) {
      const wanted = others.map((other) => other.wanted)
      const grown = benchOf(best.system, extended(best.universe, wanted, best.system))
      if (grown.knobs.length === best.knobs.length || !shows(grown, expr, mutant)) continue
      best = grown
      break
    }
  }
  return best
}

function shows(bench: Bench, expr: ResolvedRecording['expr'], { node }: Mutant): boolean {
  const state = varied(bench.knobs)
  const own = bench.value(expr, state)
  try {
    const other = bench.value(node, state)
    return (
      own.length !== other.length ||
      own.some(
        ({ labels, value }) =>
          !other.some((one) => one.labels === labels && Math.abs(one.value - value) <= 1e-4 * Math.abs(value)),
      )
    )
  } catch (error) {
    if (error instanceof Unsupported) return own.length > 0
    throw error
  }
}

/** Each at another level, so that none stands for another. */
const varied = (knobs: readonly Knob[]): State => knobs.map(variedKnob)

function variedKnob(knob: Knob, i: number): Setting {
  const x = Number((knob.usual * (1 + i / 4)).toPrecision(3))
  if (knob.kind === 'histogram')
    return { there: true, x, bucket: Math.min(quick(knob.bounds) + 2, knob.bounds.length - 1), share: 0.3 }
  const flag = knob.low === 0 && knob.high === 1 && knob.usual === 1
  return at(flag ? 1 : Math.min(x, knob.usual + (knob.high - knob.usual) * 0.9))
}
