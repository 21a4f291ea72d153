/** The known name that is closest to a wrong one, if it is close enough to be what was meant. */
export function nearest(name: string, known: readonly string[]): string | undefined {
  const most = Math.max(2, name.length / 4)
  const [best] = known
    .filter((candidate) => Math.abs(candidate.length - name.length) <= most)
    .map((candidate) => ({ candidate, distance: distance(name, candidate) }))
    .sort((a, b) => a.distance - b.distance || (a.candidate < b.candidate ? -1 : 1))
  return best && best.distance <= most ? best.candidate : undefined
}

/** What to say of a name that nobody knows: `did you mean pybase?`, or else what there is. */
export function instead(name: string, known: readonly string[]): string {
  const meant = nearest(name, known)
  return meant === undefined ? `there is ${known.join(', ')}` : `did you mean ${meant}?`
}

/** Levenshtein's. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      const replaced = (row[j - 1] as number) + (a[i - 1] === b[j - 1] ? 0 : 1)
      next.push(Math.min(replaced, (row[j] as number) + 1, (next[j - 1] as number) + 1))
    }
    row = next
  }
  return row[b.length] as number
}
