/** Who was told of what, the last first. */
import type { Notification } from '../told.ts'
import { h, keep } from './dom.ts'
import { labelsOf } from './labels.ts'
import type { Live } from './live.ts'
import { timeOf } from './times.ts'

/** As many as anyone reads. */
const most = 50

export function notificationsOf(live: Live): HTMLElement {
  const list = h('ol', { class: 'notifications' })
  const quiet = h('p', { class: 'quiet' }, 'Alertmanager has told nobody yet.')
  live.watch((_, { notifications }) => {
    quiet.hidden = notifications.length > 0
    const last = notifications
      .map((one, i) => ({ one, i }))
      .toReversed()
      .slice(0, most)
    keep(
      list,
      last,
      ({ one, i }) => `${i} ${one.at}`,
      ({ one }) => itemOf(one),
    )
  })
  return h('aside', { 'aria-labelledby': 'told' }, h('h2', { id: 'told' }, 'Notifications'), quiet, list)
}

function itemOf({ receiver, status, labels, annotations, at }: Notification): HTMLElement {
  const { alertname = 'An alert', ...others } = labels
  return h(
    'li',
    { 'data-status': status },
    h('p', {}, h('time', { datetime: new Date(at).toISOString() }, timeOf(at)), ' to ', h('b', {}, receiver)),
    h(
      'p',
      {},
      h('span', { 'aria-hidden': 'true' }, status === 'firing' ? '▲ ' : '✓ '),
      h('b', {}, alertname),
      status === 'firing' ? ' fires' : ' is over',
    ),
    h('p', { class: 'quiet' }, annotations.summary ?? ''),
    h('details', {}, h('summary', {}, 'Labels', h('span', { class: 'unseen' }, ` of ${alertname}`)), labelsOf(others)),
  )
}
