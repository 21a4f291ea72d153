/** Grafana's names of colours as those of the stylesheet, which has them for light and for dark. */
import { h } from './dom.ts'

const known = new Set([
  'green',
  'red',
  'orange',
  'yellow',
  'blue',
  'purple',
  'text',
  'light-blue',
  'dark-orange',
  'transparent',
])

/** How many colours there are for series of no colour of their own. */
const palette = 10

export const named = (colour: string): string => `var(--${known.has(colour) ? colour : 'text'})`

export const nth = (i: number): string => `var(--series-${i % palette})`

/** A shade of a colour, of `count` that differ. */
export const shade = (colour: string, i: number, count: number): string =>
  `color-mix(in oklab, ${named(colour)} ${100 - Math.round((i / Math.max(count, 1)) * 60)}%, var(--text))`

let probe: HTMLElement | undefined
/** What was asked for since the system turned light or dark; asking the browser takes long. */
const resolved = new Map<string, string>()

/** What a canvas can paint with. */
export function painted(colour: string, opacity = 1): string {
  const wanted = opacity === 1 ? colour : `color-mix(in srgb, ${colour} ${opacity * 100}%, transparent)`
  const before = resolved.get(wanted)
  if (before !== undefined) return before
  if (!probe) {
    probe = h('span', { hidden: true })
    document.body.append(probe)
  }
  probe.style.color = wanted
  const { color } = getComputedStyle(probe)
  resolved.set(wanted, color)
  return color
}

const scheme = window.matchMedia('(prefers-color-scheme: dark)')
scheme.addEventListener('change', () => resolved.clear())

/** Calls when the system turns from light to dark, or back. */
export const onScheme = (change: () => void): void => scheme.addEventListener('change', change)
