/** Samples as promtool's unit tests write them: `0+600x19 12000+33x29`, `_x4`, `stale`. */
import type { Piece, Track } from './track.ts'

/** From the first sample at time zero to the last, of which there are `count`. */
export function valuesOf({ pieces, every }: Track, count: number): string {
  const words: string[] = []
  let next = 0
  for (const { from, to, value, step } of joined(pieces, every)) {
    const [first, last] = [Math.round(from / every), Math.min(Math.round(to / every), count - 1)]
    if (first > next) words.push(...gap(first - next, next > 0))
    if (last >= first) words.push(run(value, step, last - first))
    next = Math.max(next, last + 1)
  }
  if (next < count) words.push(...gap(count - next, next > 0))
  return words.join(' ')
}

/** What goes on as before is one run. */
function joined(pieces: readonly Piece[], every: number): readonly Piece[] {
  const runs: Piece[] = []
  for (const piece of pieces) {
    const last = runs.at(-1)
    const steps = last ? (last.to - last.from) / every : 0
    const goesOn =
      last &&
      last.to + every === piece.from &&
      Math.abs(last.step - piece.step) <= 1e-12 * Math.abs(last.step) &&
      Math.abs(last.value + (steps + 1) * last.step - piece.value) <= 1e-9 * Math.abs(piece.value)
    if (last && goesOn) runs[runs.length - 1] = { ...last, to: piece.to }
    else runs.push(piece)
  }
  return runs
}

/** A gap in what was there begins with a mark, as when a scrape no longer finds the series. */
function gap(length: number, wasThere: boolean): string[] {
  const blank = (n: number): string[] => (n > 0 ? [n === 1 ? '_' : `_x${n}`] : [])
  return wasThere ? ['stale', ...blank(length - 1)] : blank(length)
}

function run(value: number, step: number, more: number): string {
  if (more === 0) return plain(value)
  return `${plain(value)}${step < 0 ? '-' : '+'}${plain(Math.abs(step))}x${more}`
}

/** Without the tail that computing with fractions leaves, and without an exponent. */
function plain(n: number): string {
  const rounded = Number(n.toPrecision(12))
  const [text, exponent] = [String(rounded), Number(/e(.+)/.exec(String(rounded))?.[1] ?? 0)]
  if (exponent > 0) return String(BigInt(rounded))
  return exponent < 0 ? rounded.toFixed(Math.min(100, 11 - exponent)).replace(/\.?0+$/, '') : text
}
