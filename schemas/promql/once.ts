/** Computing once for each value: definitions are frozen, so that what follows from one stays as it is. */

/** The same function, which remembers what it returned for an object for as long as that lives. */
export function once<K extends object, V>(compute: (key: K) => V): (key: K) => V {
  const known = new WeakMap<K, { readonly value: V }>()
  return (key) => {
    const before = known.get(key)
    if (before) return before.value
    const value = compute(key)
    known.set(key, { value })
    return value
  }
}
