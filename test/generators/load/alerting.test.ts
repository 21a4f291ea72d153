/** Receivers, routes and times that the compiler could not see: one sentence each, and never the value of a secret. */
import {
  alerting,
  discord,
  email,
  nobody,
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
import { configOf, desk, everyone, withAlerting } from '../../support/alerting.ts'
import { problemsOf } from '../../support/system.ts'

type Loose = (given: unknown) => never
const loose = (make: unknown): Loose => make as Loose
const value = 'xoxb-1234'
const byFile = "a secret is given by the absolute path of its file, such as secret('slack-url'), and never by its value"
const relay = { to: ['a@example.org'], from: 'am@example.org', smarthost: 'smtp:25' }

describe('a receiver', () => {
  test.each<[string, unknown, string]>([
    ['without the file of its secret', loose(slack)({}), `urlFile: ${byFile}`],
    ['with a value where the file should be', loose(slack)({ urlFile: value }), `urlFile: ${byFile}`],
    [
      'with a URL where the file should be',
      loose(discord)({ urlFile: 'https://discord.example/x' }),
      `urlFile: ${byFile}`,
    ],
    ['with a relative path', loose(pagerduty)({ routingKeyFile: 'secrets/key' }), `routingKeyFile: ${byFile}`],
    [
      'with a path that leads elsewhere',
      loose(opsgenie)({ apiKeyFile: '/run/../etc/x' }),
      'apiKeyFile: a secret file is named without ..',
    ],
    [
      'with a secret that has no name for Compose',
      loose(slack)({ urlFile: '/run/secrets/Slack_URL' }),
      'urlFile: a secret is named in lower case with dashes, such as slack-url',
    ],
    [
      'with a value in a field of its own',
      loose(slack)({ urlFile: secret('s'), apiUrl: 'x' }),
      'Unrecognized key: "apiUrl"',
    ],
    [
      'with a user and no password',
      loose(email)({ ...relay, username: 'am' }),
      'a user name and the file of the password are given together',
    ],
    ['with an address that is none', loose(email)({ ...relay, to: ['ops'] }), 'to.0: an address is written name@host'],
    [
      'with an address that begins a header',
      loose(email)({ ...relay, from: 'a@b.c\nBcc: d@e.f' }),
      'from: an address is written name@host',
    ],
    ['with nobody to mail to', loose(email)({ ...relay, to: [] }), 'to: an email goes to at least one address'],
    [
      'with a mail server without a port',
      loose(email)({ ...relay, smarthost: 'smtp' }),
      'smarthost: a mail server is given as host:port',
    ],
    [
      'with a template where text is meant',
      loose(slack)({ urlFile: secret('s'), channel: '{{ .Status }}' }),
      'channel: it holds a template; write plain text',
    ],
    [
      'with a password in a URL',
      loose(webhook)({ url: 'http://me:pw@relay/' }),
      'url: a URL holds no user and no password; give them by file',
    ],
    [
      'with another kind of URL',
      loose(webhook)({ url: 'file:///etc/passwd' }),
      'url: it is a URL that begins with http:// or https://',
    ],
    [
      'with two URLs',
      loose(webhook)({ url: 'http://relay', urlFile: secret('s') }),
      'a webhook has either a url or, where the URL is a secret, a urlFile',
    ],
    ['with none', loose(webhook)({}), 'a webhook has either a url or, where the URL is a secret, a urlFile'],
    [
      'with a chat by name',
      loose(telegram)({ botTokenFile: secret('t'), chatId: '@chat' }),
      'chatId: a chat is given by its number',
    ],
    [
      'with a way that there is not',
      { type: 'pigeon' },
      'an integration is made by email(), slack(), pagerduty(), webhook(), opsgenie(), msTeams(), discord() or telegram()',
    ],
  ])('%s', async (_, integration, sentence) => {
    const problems = await problemsOf(withAlerting({ otherwise: receiver('them', integration as never) }))
    expect(problems).toHaveLength(1)
    const [problem = ''] = problems
    expect(problem.replace(/integrations\.0\.?(type)?:? ?/, '')).toBe(`receiver/schema them: ${sentence}`)
    expect(problem).not.toContain(value)
  })

  test('with a name that is none', async () => {
    expect(await problemsOf(withAlerting({ otherwise: receiver('On call', email(relay)) }))).toEqual([
      'receiver/schema On call: name: a receiver is named in lower case with dashes',
    ])
  })
})

test.each(['', 'Slack', 'a_b', '../x', 'https://hooks.example/T0/B0', 'a/b'])(
  '%j is no name of a secret, and is not repeated',
  (name) => {
    expect(() => secret(name)).toThrow(
      'a secret is named in lower case with dashes, such as slack-url; its value belongs in the file',
    )
  },
)

describe('a route', () => {
  const leadsNowhere = 'receiver: a route leads to a receiver; make one with receiver(), or use nobody'
  test.each<[string, unknown, string]>([
    [
      'to no receiver',
      route({ severity: 'critical' }, undefined as never),
      `route/schema {severity="critical"}: ${leadsNowhere}`,
    ],
    ['to the name of a receiver', route({ team: 'us' }, 'desk' as never), `route/schema {team="us"}: ${leadsNowhere}`],
    [
      'that takes everything',
      route({}, desk),
      'route/schema {}: match: a route says which alerts it takes; what all others leave is for otherwise',
    ],
    [
      'by a number',
      route({ labels: { code: 5 } } as never, desk),
      'route/schema {code=5}: match.0.value: a label is matched by a text, or by anyOf(), not(), re() …',
    ],
    [
      'by a label that is none',
      route({ labels: { 'a-b': 'x' } }, desk),
      'route/schema {a-b="x"}: match.0.name: a label name has letters, digits and underscores only',
    ],
    [
      'by a pattern that is none',
      route({ team: { op: '=~', value: '(', names: [] } as never }, desk),
      'route/schema {team=~"("}: match.0: the regular expression is not one of RE2, which Alertmanager reads',
    ],
    [
      'grouped by all and something',
      route({ team: 'us' }, desk, { groupBy: ['...', 'team'] }),
      'route/schema {team="us"}: groupBy: ... is all labels, and stands alone',
    ],
    [
      'below another one',
      route({ team: 'us' }, desk, { routes: [route({ severity: 'info' }, null as never)] }),
      `route/schema {severity="info"}: ${leadsNowhere}`,
    ],
  ])('%s', async (_, made, sentence) => {
    expect(await problemsOf(withAlerting({ routes: [...everyone, made as never] }))).toEqual([sentence])
  })

  test('that leads back to itself', async () => {
    const { data } = route({ team: 'us' }, desk)
    const circle: { data: typeof data } = { data }
    circle.data = { ...data, routes: [circle as never] }
    expect(await problemsOf(withAlerting({ routes: [...everyone, circle as never] }))).toContain(
      'route/schema {team="us"}: routes: leads back to itself; give it routes of its own',
    )
  })

  test('and no receiver for the rest', async () => {
    expect(await problemsOf(withAlerting({ otherwise: null as never }))).toEqual([
      'alerting/schema alerting: otherwise: otherwise is the receiver of alerts that no route takes; make one with receiver()',
    ])
  })
})

describe('a time', () => {
  test.each<[string, object, string]>([
    [
      'that is none',
      { times: [{ from: '1', to: '17:00' }] },
      'spans.0.times.0.from: a time of day is written 09:00, at most 24:00',
    ],
    [
      'over midnight',
      { times: [{ from: '22:00', to: '06:00' }] },
      'spans.0.times.0: a time ends after it begins; over midnight, write two',
    ],
    [
      'on a day that is none',
      { weekdays: ['mon'] },
      'spans.0.weekdays.0: a weekday is written monday, or monday:friday',
    ],
    [
      'on the 32nd',
      { daysOfMonth: ['32'] },
      'spans.0.daysOfMonth.0: a day of the month is written 1, 1:5, or -1 for the last',
    ],
    ['in a month that is none', { months: ['13'] }, 'spans.0.months.0: a month is written january, 1, or june:august'],
    ['in a year that is none', { years: ['soon'] }, 'spans.0.years.0: a year is written 2030, or 2030:2031'],
    [
      'nowhere',
      { years: ['2030'], location: 'Mars/Base' },
      'spans.0.location: a location is one of the time zone database, such as Europe/Berlin; UTC if left out',
    ],
    [
      'where somebody cannot spell',
      { years: ['2030'], location: 'europe/berlin' },
      'spans.0.location: a location is one of the time zone database, such as Europe/Berlin; UTC if left out',
    ],
    ['never', {}, 'spans.0: a span of time says when it is'],
  ])('%s', async (_, span, sentence) => {
    expect(await problemsOf(muted(span))).toEqual([`time/schema then: ${sentence}`])
  })

  test.each([
    ...['friday:monday', 'saturday:sunday'].map((range) => ['weekdays', range, weekdays] as const),
    ...['5:1', '-1:5', '-1:-5', '1:-1'].map((range) => ['daysOfMonth', range, days] as const),
    ...['august:june', '12:1', '8:june'].map((range) => ['months', range, months] as const),
    ['years', '2031:2030', 'a range of years begins with the earlier one'] as const,
  ])('of %s %s is the wrong way round, or from both ends', async (field, range, sentence) => {
    expect(await problemsOf(muted({ [field]: [range] }))).toEqual([`time/schema then: spans.0.${field}.0: ${sentence}`])
  })

  test.each([
    { weekdays: ['monday:friday', 'sunday:saturday', 'friday:friday'] },
    { daysOfMonth: ['1:5', '-5:-1', '31'] },
    { months: ['june:august', '6:august', '12'] },
    { years: ['2030:2031', '2030:2030'] },
    ...['Europe/Berlin', 'Asia/Kolkata', 'America/Port-au-Prince', 'US/Eastern', 'Etc/GMT+3', 'UTC', 'Local'].map(
      (location) => ({ years: ['2030'], location }),
    ),
  ])('that is %j, as Alertmanager reads it', async (span) => {
    await configOf(muted(span))
  })
})

const weekdays = 'a range of weekdays goes from sunday to saturday; over the end of the week, write two'
const days = 'a range of days is written 1:5, or -5:-1 for the last; over the end of the month, write two'
const months = 'a range of months goes from january to december; over the end of the year, write two'

const muted = (span: object) =>
  withAlerting({
    routes: [route({ team: 'us' }, desk, { mute: [timeInterval('then', span)], continue: true }), ...everyone],
  })

test.each(['0.24', '0.2', '1', 'latest', '0.25.0'])(
  'Alertmanager %j is no release that is supported',
  async (alertmanager) => {
    expect(await problemsOf(withAlerting({ alertmanager }))).toEqual([
      'system/schema demo: alertmanager: an Alertmanager release is written 0.25, which is the oldest, or 0.28',
    ])
  },
)

test('what alerting needs is said in sentences', async () => {
  const tree = alerting({ routes: everyone, otherwise: desk, needs: ['A mail relay.', ' ', 'a\u0007'] })
  expect(await problemsOf(withAlerting({ tree }))).toEqual([
    'alerting/schema alerting: needs.1: what alerting needs is said in a sentence',
    'alerting/schema alerting: needs.2: it has control characters; remove them',
  ])
})

test.each([
  null,
  7,
  {},
  { data: null },
  { data: { routes: 7 } },
  { data: { routes: [null, { data: {} }], otherwise: nobody } },
])('alerting that is %j is refused, and nothing fails', async (tree) => {
  const problems = await problemsOf(withAlerting({ tree: tree as never }))
  expect(problems.length).toBeGreaterThan(0)
  for (const problem of problems) expect(problem).toMatch(/^(alerting|route|system)\/schema /)
})
