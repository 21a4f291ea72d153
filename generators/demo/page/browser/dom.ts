/** Elements of plain values. Text is always a text node, and a link leads to a page or nowhere. */
export type Child = Node | string | false | undefined

type Attributes = Readonly<Record<string, string | number | boolean | undefined>>

export function h<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[K] {
  return filled(document.createElement(tag), attributes, children)
}

/** The same for SVG. */
export function g<K extends keyof SVGElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: readonly Child[]
): SVGElementTagNameMap[K] {
  return filled(document.createElementNS('http://www.w3.org/2000/svg', tag), attributes, children)
}

function filled<E extends Element>(element: E, attributes: Attributes, children: readonly Child[]): E {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === false) continue
    if (name === 'href' && !isPage(String(value))) continue
    element.setAttribute(name, value === true ? '' : String(value))
  }
  element.append(...children.filter((child) => child !== undefined && child !== false))
  return element
}

/** Not a script, whatever a definition or a label says. */
const isPage = (address: string): boolean => {
  try {
    return /^https?:$/.test(new URL(address, location.href).protocol)
  } catch {
    return false
  }
}

export const $ = (id: string): HTMLElement => {
  const element = document.getElementById(id)
  if (!element) throw new Error(`the page has no element ${id}`)
  return element
}

export function button(words: string, press: () => void, attributes: Attributes = {}): HTMLButtonElement {
  const element = h('button', { type: 'button', ...attributes }, words)
  element.addEventListener('click', press)
  return element
}

/** A select with a visible label. */
export function select(
  label: string,
  options: readonly (readonly [value: string, words: string])[],
  chosen: string,
  change: (value: string) => void,
): HTMLLabelElement {
  const element = h(
    'select',
    {},
    ...options.map(([value, words]) => h('option', { value, selected: value === chosen }, words)),
  )
  element.addEventListener('change', () => change(element.value))
  return h('label', { class: 'field' }, h('span', {}, label), element)
}

/** Sets the text if it differs, so that nothing is read aloud or laid out anew for nothing. */
export function say(element: Element, text: string): void {
  if (element.textContent !== text) element.textContent = text
}

/** Keeps an element for each item, by its key, and brings them in order; what has the focus keeps it. */
export function keep<T>(
  parent: Element,
  items: readonly T[],
  keyOf: (item: T) => string,
  create: (item: T) => HTMLElement,
  update: (element: HTMLElement, item: T) => void = () => {},
): void {
  const before = new Map(
    [...parent.children].map((child) => [(child as HTMLElement).dataset.key, child as HTMLElement]),
  )
  const wanted = items.map((item) => {
    const key = keyOf(item)
    const element = before.get(key) ?? create(item)
    element.dataset.key = key
    update(element, item)
    return element
  })
  for (const child of before.values()) if (!wanted.includes(child)) child.remove()
  for (const [i, element] of wanted.entries())
    if (parent.children[i] !== element) parent.insertBefore(element, parent.children[i] ?? null)
}
