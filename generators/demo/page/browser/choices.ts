/** What can be chosen on a dashboard: the values of its variables and the range of time, both kept in the address as Grafana does. */
import type { Board, Variable } from '../preview/board.ts'
import { type Range, secondsOf } from '../preview/interval.ts'
import { type Chosen, customValues, labelValues, substitute } from '../preview/variables.ts'
import { remember } from './address.ts'
import { askPrometheus } from './ask.ts'
import { h, keep, say, select } from './dom.ts'

export interface Choices {
  readonly element: HTMLElement
  readonly range: () => Range
  readonly chosen: () => Chosen
  /** Asks again which values there are. */
  readonly refresh: () => Promise<void>
}

const ranges = ['5m', '15m', '1h', '6h', '1d', '7d']
const words: Readonly<Record<string, string>> = { m: 'minute', h: 'hour', d: 'day' }

const inWords = (span: string): string => {
  const [, count = '', unit = ''] = /^(\d+)(\w)$/.exec(span) ?? []
  return `Last ${count === '1' ? '' : `${count} `}${words[unit] ?? unit}${count === '1' ? '' : 's'}`
}

export function choicesOf(board: Board, change: () => void): Choices {
  const own = board.time.from.replace('now-', '')
  const variables = board.templating.list.filter(({ type }) => type === 'query' || type === 'custom')
  const choose = (name: string, values: readonly string[]): void => {
    remember(name, values)
    change()
  }
  const options = [...new Set([...ranges, own])]
    .toSorted((a, b) => (secondsOf(a) ?? 0) - (secondsOf(b) ?? 0))
    .map((span) => [span, `${inWords(span)}${span === own ? ', as in Grafana' : ''}`] as const)
  const span = (): string => {
    const wanted = new URLSearchParams(location.search).get('from')?.replace('now-', '') ?? '15m'
    return options.some(([value]) => value === wanted) ? wanted : '15m'
  }
  const time = select('Time range', options, span(), (value) => choose('from', [`now-${value}`]))
  const pickers = variables.map((variable) => ({ variable, picker: pickerOf(variable, choose) }))
  return {
    element: h('div', { class: 'choices' }, time, ...pickers.map(({ picker }) => picker.element), leftOut(board)),
    range: () => {
      const to = Date.now() / 1000
      return { from: to - (secondsOf(span()) ?? 900), to }
    },
    chosen: () => chosenOf(variables),
    refresh: async () => {
      const end = Date.now() / 1000
      const params = { start: Math.floor(end - (secondsOf(span()) ?? 900)), end: Math.ceil(end) }
      await Promise.all(
        pickers.map(async ({ variable, picker }) => picker.offer(await valuesOf(variable, variables, params))),
      )
    },
  }
}

/** Kinds of variables that cannot be chosen here; of data sources there is one. */
function leftOut({ templating: { list } }: Board): HTMLElement | undefined {
  const others = list.filter(({ type }) => !['query', 'custom', 'datasource'].includes(type))
  const names = others.map(({ name, type }) => `${name} (${type})`).join(', ')
  return names === ''
    ? undefined
    : h('p', { class: 'undrawn' }, `Variables that this preview does not offer: ${names}.`)
}

const chosenOf = (variables: readonly Variable[]): Chosen =>
  Object.fromEntries(variables.map(({ name }) => [name, new URLSearchParams(location.search).getAll(`var-${name}`)]))

async function valuesOf(
  { type, query }: Variable,
  variables: readonly Variable[],
  params: Readonly<Record<string, number>>,
): Promise<readonly string[]> {
  if (type === 'custom') return customValues(query)
  const asked = labelValues(query)
  if (!asked) return []
  const match = asked.match && { 'match[]': substitute(asked.match, variables, chosenOf(variables)) }
  const values = await askPrometheus<readonly string[]>(`label/${asked.label}/values`, { ...params, ...match })
  return values.toSorted()
}

interface Picker {
  readonly element: HTMLElement
  readonly offer: (values: readonly string[]) => void
}

/** Boxes to tick, in a list that opens; without any ticked, it is all of them. */
function pickerOf({ name, label = name }: Variable, change: (name: string, values: readonly string[]) => void): Picker {
  const parameter = `var-${name}`
  const chosen = (): string[] => new URLSearchParams(location.search).getAll(parameter)
  const now = h('b')
  const boxes = h('div', { class: 'boxes' })
  const all = box('All', () => choose([]))
  const element = h(
    'details',
    { class: 'field picker', 'data-variable': name },
    h('summary', {}, h('span', {}, label), now),
    h('fieldset', {}, h('legend', { class: 'unseen' }, label), all, boxes),
  )
  const show = (): void => {
    const values = chosen()
    say(now, values.length === 0 ? 'All' : values.length === 1 ? (values[0] ?? '') : `${values.length} chosen`)
    tick(all, values.length === 0)
    for (const child of boxes.children)
      tick(child as HTMLElement, values.includes((child as HTMLElement).dataset.key ?? ''))
  }
  const choose = (values: readonly string[]): void => {
    change(parameter, values)
    show()
  }
  const toggle = (value: string): void => {
    const values = chosen()
    choose(values.includes(value) ? values.filter((one) => one !== value) : [...values, value])
  }
  closing(element)
  return {
    element,
    offer: (values) => {
      const offered = [...new Set([...values, ...chosen()])]
      keep(
        boxes,
        offered,
        (value) => value,
        (value) => box(value, () => toggle(value)),
      )
      show()
    },
  }
}

function box(words: string, change: () => void): HTMLElement {
  const input = h('input', { type: 'checkbox' })
  input.addEventListener('change', change)
  return h('label', {}, input, h('span', {}, words === '' ? '(empty)' : words))
}

function tick(label: HTMLElement, checked: boolean): void {
  const input = label.querySelector('input')
  if (input) input.checked = checked
}

/** Escape closes an open list, and so does a click beside it. */
function closing(element: HTMLDetailsElement): void {
  element.addEventListener('keydown', ({ key }) => {
    if (key !== 'Escape') return
    element.open = false
    element.querySelector('summary')?.focus()
  })
  document.addEventListener('pointerdown', ({ target }) => {
    if (!element.contains(target as Node)) element.open = false
  })
}
