/** All but the first of those that share a key. */
export function repeated<T>(all: readonly T[], keyOf: (one: T) => string): T[] {
  const seen = new Set<string>()
  return all.filter((one) => {
    const key = keyOf(one)
    const known = seen.has(key)
    seen.add(key)
    return known
  })
}
