/** Names for machines that stay as they are when other things change. */

/** FNV-1a, 32 bits: http://www.isthe.com/chongo/tech/comp/fnv/ */
function hash(text: string): number {
  let h = 0x811c9dc5
  for (const byte of Buffer.from(text)) h = Math.imul(h ^ byte, 0x01000193)
  return h >>> 0
}

/** A positive number for each key, by the key alone; where two meet, the later one in order of keys takes the next. */
export function idsOf(keys: readonly string[]): ReadonlyMap<string, number> {
  const taken = new Set<number>()
  return new Map(
    keys.toSorted().map((key) => {
      let id = (hash(key) % 0x7fffffff) + 1
      while (taken.has(id)) id = (id % 0x7fffffff) + 1
      taken.add(id)
      return [key, id]
    }),
  )
}

/** The longest uid that Grafana takes. */
const longest = 40

/** `pybase-overview`; one that is too long for Grafana is cut and ends in a hash of the whole. */
export function uidOf(system: string, dashboard: string): string {
  const uid = `${system}-${dashboard}`
  return uid.length <= longest ? uid : `${uid.slice(0, longest - 9)}-${hash(uid).toString(16).padStart(8, '0')}`
}

/** `Error rate (5xx)` as `error-rate-5xx`. */
export function keyOf(title: string): string {
  const key = title
    .toLowerCase()
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
  return key === '' ? hash(title).toString(16) : key
}
