/** Reading JSON that may be anything: what is not there, or is of another type, reads as empty. */

export type Fields = Readonly<Record<string, unknown>>

export const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

export const fields = (value: unknown): Fields => (isFields(value) ? value : {})
export const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])
export const text = (value: unknown): string => (typeof value === 'string' ? value : '')
export const isBlank = (value: unknown): boolean => text(value).trim() === ''
export const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0

/** What is at the end of a path of keys; undefined where the path breaks off. */
export const at = (value: unknown, ...path: readonly string[]): unknown =>
  path.reduce((inner, key) => (isFields(inner) && Object.hasOwn(inner, key) ? inner[key] : undefined), value)

/** A value for a message, short. */
export function show(value: unknown): string {
  if (value === undefined) return 'nothing'
  if (typeof value === 'object' && value !== null) return Array.isArray(value) ? 'a list' : 'an object'
  const shown = JSON.stringify(value)
  return shown.length > 60 ? `${shown.slice(0, 59)}…` : shown
}

/** `has the id 0`, or `has no id` where there is none. */
export const has = (what: string, value: unknown): string =>
  value === undefined ? `has no ${what}` : `has the ${what} ${show(value)}`

/** Every text in a value, however deep, in the order in which they are written. */
export function textsIn(value: unknown): string[] {
  const texts: string[] = []
  const rest = [value]
  while (rest.length > 0) {
    const next = rest.pop()
    if (typeof next === 'string') texts.push(next)
    else if (typeof next === 'object' && next !== null)
      for (const inner of Object.values(next).reverse()) rest.push(inner)
  }
  return texts
}
