/** Chance that is the same for the same words, so that a simulation can be run again. */

/** A number in [0, 1) for a seed and the words of what it is for. */
export function chance(seed: number, ...words: readonly string[]): number {
  // FNV-1a, and then the finish of MurmurHash3, since words that are alike have to end far apart
  let hash = 0x811c9dc5 ^ seed
  for (const char of words.join('\0')) hash = Math.imul(hash ^ (char.codePointAt(0) as number), 0x01000193)
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32
}
