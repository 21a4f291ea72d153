/** The labels of an alert, each as a small tag. */
import type { Labels } from '../preview/series.ts'
import { h } from './dom.ts'

export const labelsOf = (labels: Labels): HTMLElement =>
  h(
    'ul',
    { class: 'labels' },
    ...Object.entries(labels).map(([name, value]) => h('li', {}, `${name}=`, h('b', {}, value))),
  )
