/** What the page knows of alerts, incidents and notifications, kept up to date. */
import { type AlertNow, alertsNow, changesBetween, type RulesData } from '../preview/alerts.ts'
import type { ToldDemo, ToldSystem } from '../told.ts'
import { ask, askPrometheus, sentence, tell } from './ask.ts'
import type { Clock } from './clock.ts'
import { $, say } from './dom.ts'
import { timeOf } from './times.ts'

export interface Live {
  readonly system: ToldSystem
  /** Calls with what is known, now and at each change. */
  readonly watch: (watcher: (alerts: readonly AlertNow[], demo: ToldDemo) => void) => void
  readonly change: (alert: string, verb: 'start' | 'stop') => Promise<void>
}

export function startLive(system: ToldSystem, clock: Clock): Live {
  const watchers: ((alerts: readonly AlertNow[], demo: ToldDemo) => void)[] = []
  let demo: ToldDemo = { incidents: [], notifications: [] }
  let rules: RulesData | undefined
  let alerts = alertsNow(system.alerts, rules, demo.incidents)

  const update = (): void => {
    const before = alerts
    alerts = alertsNow(system.alerts, rules, demo.incidents)
    const changes = changesBetween(before, alerts)
    if (changes !== '') say($('live'), changes)
    for (const watcher of watchers) watcher(alerts, demo)
  }
  const refresh = async (): Promise<void> => {
    const [told, ruled] = await Promise.allSettled([
      ask<ToldDemo>('demo'),
      askPrometheus<RulesData>('rules', { type: 'alert' }),
    ])
    if (told.status === 'fulfilled') demo = told.value
    rules = ruled.status === 'fulfilled' ? ruled.value : undefined
    const failed = [told, ruled].find((one) => one.status === 'rejected')
    trouble(failed && sentence(failed.reason))
    update()
  }
  clock.run(refresh)
  return {
    system,
    watch: (watcher) => {
      watchers.push(watcher)
      watcher(alerts, demo)
    },
    change: async (alert, verb) => {
      try {
        const { incidents } = await tell<Pick<ToldDemo, 'incidents'>>(`incidents/${encodeURIComponent(alert)}/${verb}`)
        demo = { ...demo, incidents }
        say($('live'), `The incident for ${alert} has ${verb === 'start' ? 'started' : 'ended'}.`)
        update()
      } catch (error) {
        trouble(sentence(error))
      }
    },
  }
}

/** Says in a banner what is wrong, and beside the title when all was well last. */
function trouble(words: string | undefined): void {
  const banner = $('trouble')
  const was = banner.textContent !== ''
  say(banner, words ?? '')
  if (words === undefined) say($('health'), `Live, ${timeOf(Date.now())}`)
  else say($('health'), 'Not up to date')
  $('health').dataset.state = words === undefined ? 'well' : 'trouble'
  if (was && words === undefined) say($('live'), 'All is answered again.')
}
