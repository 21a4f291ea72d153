/** Grafana's names of colours as those of the stylesheet, which has them for light and for dark. */
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

/** What a canvas can paint with. */
export function painted(colour: string, opacity = 1): string {
  if (!probe) {
    probe = document.createElement('span')
    probe.hidden = true
    document.body.append(probe)
  }
  probe.style.color = opacity === 1 ? colour : `color-mix(in srgb, ${colour} ${opacity * 100}%, transparent)`
  return getComputedStyle(probe).color
}

/** Calls when the system turns from light to dark, or back. */
export function onScheme(change: () => void): void {
  window.matchMedia('(prefers-color-scheme: dark)').addEventListener('change', change)
}
