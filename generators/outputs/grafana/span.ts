/** Durations as Grafana reads them: of `1m30s` it would see the minute only. */
const units = [
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['m', 60_000],
  ['s', 1000],
] as const

/** Milliseconds as one number with one unit: `90s`. */
export function spanText(milliseconds: number): string {
  const [unit, length] = units.find(([, size]) => milliseconds % size === 0) ?? ['ms', 1]
  return `${milliseconds / length}${unit}`
}
