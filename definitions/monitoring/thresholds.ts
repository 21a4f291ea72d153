/** The load lines of the monitoring itself; the same for every system. */
import { count, percent, thresholds } from 'plimsoll'

export const limits = thresholds({
  ruleFailures: { above: count(0), why: 'A rule that cannot be evaluated alerts of nothing; none may fail.' },
  ruleDuration: {
    above: percent(100),
    why: 'A round that outlasts its interval makes Prometheus leave out the next one.',
  },
  sendFailures: {
    above: percent(1),
    why: 'Alerts are sent on within the same network, where nothing should get lost.',
  },
  notificationFailures: {
    above: percent(1),
    why: 'A notification counts as failed after all attempts, so that each is a message that nobody got.',
  },
  storageFilling: { above: percent(80), why: 'There is time to grow the volume before samples are lost.' },
  storageFull: {
    above: percent(95),
    why: 'At the limit the oldest samples are deleted, however long they were to be kept.',
  },
})
