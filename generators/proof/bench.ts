/** Where an expression is tried out: what it comes to while every series stays at its level. */
import type { Node } from '../../schemas/promql/ast.ts'
import { once } from '../../schemas/promql/once.ts'
import type { System } from '../load/system.ts'
import { allSelectors, isScraped } from './choose.ts'
import { vectorAt } from './evaluate.ts'
import { at, type Knob, levelsOf, type Setting } from './settings.ts'
import { steady, type Track } from './track.ts'
import type { Universe } from './universe.ts'
import type { Value, Vector } from './value.ts'
import { type Named, selects, type World } from './world.ts'

/** Where each knob stands. */
export type State = readonly Setting[]

export const same = (a: State, b: State): boolean => JSON.stringify(a) === JSON.stringify(b)

export interface Bench {
  readonly system: System
  readonly universe: Universe
  readonly knobs: readonly Knob[]
  readonly value: (node: Node, state: State) => Vector
}

export const usual = (knobs: readonly Knob[]): State => knobs.map((knob) => at(knob.usual))

export function benchOf(system: System, universe: Universe): Bench {
  const { knobs, series } = universe
  const tracksOf = remembered(universe)
  const read = readers(system, universe)
  const known = new Map<Node, { readonly settings: readonly Setting[]; readonly value: Value }>()
  const worldOf = once((state: State): World => {
    const tracks: Track[] = []
    knobs.forEach((knob, i) => {
      tracksOf(knob, state[i] as Setting).forEach((track, j) => {
        tracks[knob.series[j] as number] = track
      })
    })
    const world: World = {
      leftOpen: false,
      series,
      tracks,
      recorded: system.recorded,
      evaluationInterval: system.data.evaluationInterval,
      remember: (node, at, compute) => {
        if (at !== 0) return undefined
        const settings = read(node).map((i) => state[i] as Setting)
        const before = known.get(node)
        if (before?.settings.every((one, i) => one === settings[i])) return before.value
        const value = compute(node, world, at)
        known.set(node, { settings, value })
        return value
      },
    }
    return world
  })
  return {
    system,
    universe,
    knobs,
    value: (node, state) => vectorAt(node, worldOf(state), 0),
  }
}

/** The tracks of a knob at a setting. */
function remembered({ every }: Universe): (knob: Knob, setting: Setting) => readonly Track[] {
  const of = once((_: Knob) => once((_: Setting) => ({ tracks: undefined as readonly Track[] | undefined })))
  return (knob, setting) => {
    const held = of(knob)(setting)
    held.tracks ??= levelsOf(knob, setting).map((level) => steady(level, every))
    return held.tracks
  }
}

/** The places of the knobs that a part reads, through recording rules as well. */
function readers(system: System, { knobs, series }: Universe): (node: Node) => readonly number[] {
  return once((node: Node) => {
    const selectors = allSelectors(node, system).filter((selector) => isScraped(selector, system))
    return knobs.flatMap((knob, i) =>
      knob.series.some((place) => selectors.some((selector) => selects(selector, series[place] as Named))) ? [i] : [],
    )
  })
}
