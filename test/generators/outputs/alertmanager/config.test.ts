/** alertmanager.yml, read back as YAML and judged by amtool. */
import { alerting, anyOf, hours, minutes, nobody, not, re, route, type Span, seconds, timeInterval } from 'plimsoll'
import { describe, expect, test } from 'vitest'
import { alertmanager } from '../../../../generators/outputs/alertmanager/index.ts'
import { configOf, desk, everyone, filesOf, mail, page, ticket, withAlerting } from '../../../support/alerting.ts'
import { amtool } from '../../../support/amtool.ts'
import { inFolder } from '../../../support/folder.ts'
import { alarm, connections, systemFrom } from '../../../support/system.ts'

const urgent = { group_wait: '15s', group_interval: '1m', repeat_interval: '1h' }
const daily = { group_wait: '1m', group_interval: '10m', repeat_interval: '12h' }
const rare = { group_wait: '5m', group_interval: '1h', repeat_interval: '1d' }
const pulse = { group_wait: '0s', group_interval: '1m', repeat_interval: '5m' }

test('a system without alerting has no file', async () => {
  expect(alertmanager(await systemFrom({}))).toEqual([])
})

test('the first lines say where it comes from, also in the templates', async () => {
  const files = filesOf(await systemFrom(withAlerting()))
  expect(Object.keys(files)).toEqual(['alertmanager/alertmanager.yml', 'alertmanager/templates/messages.tmpl'])
  const from = 'by npm run generate. Do not edit.'
  expect(files['alertmanager/alertmanager.yml']?.split('\n').slice(0, 2)).toEqual([
    `# Generated from test/support/alerting.ts, test/support/system.ts ${from}`,
    '# yaml-language-server: $schema=../../../schemas/files/alertmanager.schema.json',
  ])
  expect(files['alertmanager/templates/messages.tmpl']).toMatch(
    `{{/* Generated from test/support/system.ts ${from} */}}\n`,
  )
})

test('a route for each severity, as urgent as that is', async () => {
  const config = await configOf(withAlerting({ externalLabels: { system: 'demo', region: 'north' } }))
  expect(config.templates).toEqual(['templates/*.tmpl'])
  expect(config.route).toEqual({
    receiver: 'desk',
    group_by: ['system', 'region', 'alertname'],
    ...daily,
    routes: [
      { receiver: 'nobody', matchers: ['severity="none"'], ...pulse },
      { receiver: 'desk', matchers: ['severity="critical"'], ...urgent },
      { receiver: 'desk', matchers: ['severity="warning"'], ...daily },
      { receiver: 'nobody', matchers: ['severity="info"'], ...rare },
    ],
  })
  expect(config.receivers.map(({ name }) => name)).toEqual(['desk', 'nobody'])
  expect(config.receivers[1]).toEqual({ name: 'nobody' })
})

describe('a route', () => {
  const first = async (made: ReturnType<typeof route>) =>
    (await configOf(withAlerting({ routes: [made, ...everyone], externalLabels: { system: 'demo' } }))).route
      .routes?.[0]
  const night = timeInterval('night', { times: [{ from: '22:00', to: '24:00' }] })
  const office = timeInterval('office', { weekdays: ['monday:friday'] })

  test.each([
    ['of one alert', route({ alert: page }, desk), { matchers: ['alertname="Page"'] }],
    ['of several', route({ alert: [page, ticket] }, desk), { matchers: ['alertname=~"Page|Ticket"'] }],
    [
      'of several severities, with the timing of the route above',
      route({ severity: anyOf('critical', 'warning') }, desk),
      { matchers: ['severity=~"critical|warning"'] },
    ],
    [
      'of labels of all kinds',
      route({ team: not('them'), system: 'demo', labels: { pool: re('w.+') } }, desk),
      { matchers: ['team!="them"', 'system="demo"', 'pool=~"w.+"'] },
    ],
    [
      'with its own timing and grouping',
      route({ severity: 'critical' }, desk, {
        wait: seconds(0),
        interval: minutes(2),
        repeat: hours(4),
        groupBy: ['pool'],
      }),
      {
        matchers: ['severity="critical"'],
        group_by: ['pool'],
        group_wait: '0s',
        group_interval: '2m',
        repeat_interval: '4h',
      },
    ],
    [
      'of every alert by itself',
      route({ team: 'us' }, desk, { groupBy: ['...'] }),
      { matchers: ['team="us"'], group_by: ['...'] },
    ],
    [
      'that lets others follow',
      route({ team: 'us' }, desk, { continue: true }),
      { matchers: ['team="us"'], continue: true },
    ],
    [
      'that is mute at times, and active at times',
      route({ team: 'us' }, desk, { mute: [night], active: [office] }),
      { matchers: ['team="us"'], mute_time_intervals: ['night'], active_time_intervals: ['office'] },
    ],
    [
      'with routes below it',
      route({ severity: 'warning' }, desk, { routes: [route({ team: 'us' }, nobody)] }),
      { matchers: ['severity="warning"'], ...daily, routes: [{ receiver: 'nobody', matchers: ['team="us"'] }] },
    ],
  ])('%s', async (_, made, expected) => {
    expect(await first(made)).toEqual({ receiver: 'desk', ...expected })
  })
})

test('the root has timing and grouping of its own where it is said', async () => {
  const tree = alerting({ routes: everyone, otherwise: desk, repeat: hours(2), groupBy: ['team'] })
  expect((await configOf(withAlerting({ tree }))).route).toMatchObject({
    ...daily,
    repeat_interval: '2h',
    group_by: ['team'],
  })
})

describe('times', () => {
  test.each<[string, Span, object]>([
    [
      'of the day',
      { times: [{ from: '00:00', to: '06:30' }] },
      { times: [{ start_time: '00:00', end_time: '06:30' }] },
    ],
    ['of the week', { weekdays: ['saturday', 'sunday'] }, { weekdays: ['saturday', 'sunday'] }],
    ['of the month', { daysOfMonth: ['1:5', '-1'] }, { days_of_month: ['1:5', '-1'] }],
    ['of the year', { months: ['june:august', '12'] }, { months: ['june:august', '12'] }],
    ['of a year', { years: ['2030:2031'] }, { years: ['2030:2031'] }],
    [
      'of a zone',
      { weekdays: ['monday:friday'], location: 'Europe/Berlin' },
      { weekdays: ['monday:friday'], location: 'Europe/Berlin' },
    ],
  ])('%s', async (_, span, expected) => {
    const mute = [timeInterval('then', span)]
    const { time_intervals } = await configOf(
      withAlerting({ routes: [route({ team: 'us' }, desk, { mute }), ...everyone] }),
    )
    expect(time_intervals).toEqual([{ name: 'then', time_intervals: [expected] }])
  })
})

describe('hostile values', () => {
  const values = [
    '"',
    '\\',
    '\\"',
    'a\nb',
    '{{ .Values }}',
    'it\'s, {x="y"}',
    'a,b',
    '}',
    '\t',
    'ü 🙂',
    '\\n',
    '#',
    ' x ',
    '\r',
  ]

  test.each(values)('a label with the value %j is matched by it, and by nothing else', async (value) => {
    const hostile = alarm(connections, { labels: { odd: value } }, 'Odd')
    const routes = [route({ labels: { odd: value } }, mail('odd')), ...everyone]
    const files = filesOf(await systemFrom(withAlerting({ routes, rules: [hostile, page] })))
    await inFolder(files, async (cwd) => {
      const to = async (odd: string) => {
        const label = `odd="${odd.replace(/[\\"]/g, '\\$&').replaceAll('\n', '\\n')}"`
        const config = '--config.file=alertmanager/alertmanager.yml'
        const { code, stdout, output } = await amtool(
          ['config', 'routes', 'test', config, label, 'severity=critical'],
          { cwd },
        )
        expect(code, output).toBe(0)
        return stdout
      }
      expect(await to(value)).toBe('odd')
      expect(await to(`${value}x`)).toBe('desk')
    })
  })
})
