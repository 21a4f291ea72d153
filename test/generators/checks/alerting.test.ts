/** Receivers, times, the release that reads them, and the watchdog. */
import {
  always,
  discord,
  email,
  type Integration,
  msTeams,
  opsgenie,
  pagerduty,
  receiver,
  route,
  secret,
  slack,
  telegram,
  timeInterval,
  webhook,
} from 'plimsoll'
import { describe, expect, test } from 'vitest'
import { desk, everyone, mail, page, quiet, withAlerting } from '../../support/alerting.ts'
import { alarm, problemsOf, table } from '../../support/system.ts'

const always2 = (severity: string) => alarm(always(), { severity, for: undefined }, 'Pulse')

describe('the watchdog', () => {
  table([
    {
      name: 'that is missing',
      input: withAlerting({ rules: [page], routes: [route({ severity: 'critical' }, desk)] }),
      problems: [
        'alert/watchdog alerting: no alert of demo fires always, so that silence may mean anything; add one with ' +
          'always() and severity none',
      ],
    },
    {
      name: 'that would page somebody for ever',
      input: withAlerting({ rules: [page, always2('critical')], routes: [route({ severity: 'critical' }, desk)] }),
      problems: ['alert/watchdog Pulse: fires always, and is of severity critical; a watchdog has severity none'],
    },
    { name: 'by any name', input: withAlerting({ rules: [always2('none')], routes: [quiet] }), problems: [] },
    { name: 'is not asked of a system without alerting', input: { rules: [page] }, problems: [] },
    { name: 'is not asked of a system without alerts', input: withAlerting({ rules: [], routes: [] }), problems: [] },
  ])
})

describe('names that stand twice', () => {
  const night = () => timeInterval('night', { times: [{ from: '22:00', to: '24:00' }] })
  const muteTwice = (a: ReturnType<typeof night>, b: ReturnType<typeof night>) => [
    route({ severity: 'critical' }, desk, { mute: [a], continue: true }),
    route({ severity: 'warning' }, desk, { active: [b], continue: true }),
    ...everyone,
  ]
  const one = night()
  table([
    {
      name: 'two receivers',
      input: withAlerting({
        routes: [route({ severity: 'critical' }, mail('desk')), ...everyone.filter((_, i) => i !== 1)],
      }),
      problems: ['receiver/unique desk: two receivers are named desk; rename one, or use one value for both'],
    },
    { name: 'not one receiver of several routes', input: withAlerting(), problems: [] },
    {
      name: 'two time intervals',
      input: withAlerting({ routes: muteTwice(night(), night()) }),
      problems: ['time/unique night: two time intervals are named night; rename one, or use one value for both'],
    },
    {
      name: 'not one time interval of several routes',
      input: withAlerting({ routes: muteTwice(one, one) }),
      problems: [],
    },
  ])
})

describe('what the release of Alertmanager has', () => {
  const young = (what: string, since: string, targets: string) =>
    `receiver/version them: ${what} came with Alertmanager ${since}, and this system targets ${targets}; raise ` +
    'alertmanager in its definition, or tell them another way'
  const urlFile = secret('url')

  test.each<[string, Integration, string, string]>([
    ['Teams', msTeams({ urlFile }), 'msTeams', '0.28'],
    ['Discord', discord({ urlFile }), "discord's URL by file", '0.28'],
    ['Telegram', telegram({ botTokenFile: urlFile, chatId: 7 }), "telegram's token by file", '0.26'],
    ['a secret webhook', webhook({ urlFile }), "a webhook's URL by file", '0.26'],
  ])('%s', async (_, integration, what, since) => {
    const otherwise = receiver('them', integration)
    const before = `0.${Number(since.slice(2)) - 1}`
    expect(await problemsOf(withAlerting({ otherwise }))).toEqual([young(what, since, '0.25')])
    expect(await problemsOf(withAlerting({ otherwise, alertmanager: before }))).toEqual([young(what, since, before)])
    expect(await problemsOf(withAlerting({ otherwise, alertmanager: since }))).toEqual([])
  })

  test('all the others are as old as is supported', async () => {
    const relay = { to: ['a@b.c'], from: 'a@b.c', smarthost: 'smtp:25' }
    const otherwise = receiver(
      'them',
      email({ ...relay, username: 'u', passwordFile: urlFile }),
      slack({ urlFile }),
      pagerduty({ routingKeyFile: urlFile }),
      opsgenie({ apiKeyFile: urlFile }),
      webhook({ url: 'http://relay', tokenFile: urlFile }),
    )
    expect(await problemsOf(withAlerting({ otherwise }))).toEqual([])
  })
})

describe('where alerts are sent', () => {
  table([
    {
      name: 'nowhere',
      input: withAlerting({ alertmanagers: [] }),
      problems: [
        'alerting/address alerting: no alert arrives here, since alertmanagers is an empty list; leave it out, or give host:port',
      ],
    },
    { name: 'nowhere, where nobody is to be told', input: { rules: [page], alertmanagers: [] }, problems: [] },
  ])
})
