/** The rhythm of a day, and a ripple upon it, as a factor around 1 whose integral is known: counters need no memory. */

export interface Rhythm {
  /** How far it goes from 1 in the course of a day; half of that again is the ripple of minutes. Less than two thirds. */
  readonly swing: number
  /** Seconds by which it is late. */
  readonly late: number
  /** How many times faster than real the day passes. */
  readonly speed: number
}

const day = 86_400
const minutes = 420
/** The middle of the morning, from where it goes up until the afternoon. */
const rising = 9 * 3600

const waves = ({ swing, late, speed }: Rhythm): readonly (readonly [size: number, turn: number, late: number])[] => [
  [swing, (2 * Math.PI * speed) / day, rising / speed + late],
  [swing / 2, (2 * Math.PI) / minutes, late],
]

/** The factor at a time, in seconds since the epoch. */
export const factorAt = (rhythm: Rhythm, time: number): number =>
  waves(rhythm).reduce((sum, [size, turn, late]) => sum + size * Math.sin(turn * (time - late)), 1)

/** The integral of the factor: how much something grows that grows by one in each second on average. */
export const growth = (rhythm: Rhythm, from: number, to: number): number =>
  waves(rhythm).reduce(
    (sum, [size, turn, late]) => sum + (size / turn) * (Math.cos(turn * (from - late)) - Math.cos(turn * (to - late))),
    to - from,
  )
