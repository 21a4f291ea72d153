/** Where an expression is tried out: what it comes to while every series stays at its level. */
import type { Node } from '../../schemas/promql/ast.ts'
import type { System } from '../load/system.ts'
import { evaluate } from './evaluate.ts'
import { noLabels } from './labels.ts'
import { at, type Knob, levelsOf, type Setting } from './settings.ts'
import { steady, type Track } from './track.ts'
import type { Universe } from './universe.ts'
import { type Vector, vectorOf } from './value.ts'
import type { World } from './world.ts'

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
  const tracks = new WeakMap<Setting, WeakMap<Knob, readonly Track[]>>()
  const tracksOf = (knob: Knob, setting: Setting): readonly Track[] => {
    const known = tracks.get(setting) ?? new WeakMap<Knob, readonly Track[]>()
    tracks.set(setting, known)
    const same = known.get(knob)
    if (same) return same
    const made = levelsOf(knob, setting).map((level) => steady(level, universe.every))
    known.set(knob, made)
    return made
  }
  const worlds = new WeakMap<State, World>()
  const worldOf = (state: State): World => {
    const known = worlds.get(state)
    if (known) return known
    const all: Track[] = []
    universe.knobs.forEach((knob, i) => {
      tracksOf(knob, state[i] as Setting).forEach((track, j) => {
        all[knob.series[j] as number] = track
      })
    })
    const world: World = {
      leftOpen: false,
      series: universe.series,
      tracks: all,
      recorded: system.recorded,
      evaluationInterval: system.data.evaluationInterval,
    }
    worlds.set(state, world)
    return world
  }
  return {
    system,
    universe,
    knobs: universe.knobs,
    value: (node, state) => {
      const value = evaluate(node, worldOf(state), 0)
      return typeof value === 'number' ? [{ labels: noLabels, value }] : vectorOf(value, node)
    },
  }
}
