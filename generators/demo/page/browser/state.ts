/** The state of an alert as a sign and a word, so that it is not told by its colour alone. */
import type { State } from '../preview/alerts.ts'
import { h } from './dom.ts'

const signs: Readonly<Record<State, string>> = { firing: '▲', pending: '◔', inactive: '✓', unknown: '?' }

export const stateMark = (state: State): HTMLElement =>
  h('span', { class: 'mark', 'data-state': state }, h('span', { 'aria-hidden': 'true' }, `${signs[state]} `), state)

/** Puts the state in its place below the element, if it is another one than before. */
export function showState(element: HTMLElement, state: State): void {
  if (element.dataset.state === state) return
  element.dataset.state = state
  element.querySelector('.place')?.replaceChildren(stateMark(state))
}
