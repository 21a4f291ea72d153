/** Routes: each is reached by something, each severity has one, and somebody is told of what is bad. */
import { alerting, anyOf, gauge, gt, hours, nobody, oneOf, type Route, re, route } from 'plimsoll'
import { describe } from 'vitest'
import { desk, everyone, mail, page, quiet, ticket, watchdog, withAlerting } from '../../support/alerting.ts'
import { alarm, type Case, type Parts, table } from '../../support/system.ts'

const [critical, warning, info] = [
  route({ severity: 'critical' }, desk),
  route({ severity: 'warning' }, desk),
  route({ severity: 'info' }, nobody),
]
const by = (routes: readonly Route[], more: Parts = {}) => withAlerting({ routes, ...more })
const unreached = (name: string, why: string) => `route/unreachable ${name}: ${why}`
const noAlert = (name: string, above = '') =>
  unreached(name, `no alert of demo has these labels${above}; correct the match, or remove the route`)
const shadowed = (name: string, taker: string) =>
  unreached(
    name,
    `is never reached, since ${taker} before it takes all of its alerts; move it up, or let that one continue`,
  )

const depth = gauge('depth', { help: 'Depth.', unit: 'none', labels: { side: oneOf('a', 'b') } })
const deep = alarm(gt(depth, 1), { severity: 'critical' }, 'Deep')
const side = (value: string) => route({ labels: { side: value } }, mail(value))

const reachable: readonly Case[] = [
  { name: 'all of them', input: withAlerting(), problems: [] },
  {
    name: 'a severity that no alert has',
    input: by([...everyone], { rules: [watchdog, page, ticket] }),
    problems: [noAlert('{severity="info"}')],
  },
  {
    name: 'a team that no alert has',
    input: by([route({ team: 'thm' }, desk), ...everyone]),
    problems: [noAlert('{team="thm"}')],
  },
  {
    name: 'a system that it is not',
    input: by([route({ system: 'shop' }, desk), ...everyone], { externalLabels: { system: 'demo' } }),
    problems: [noAlert('{system="shop"}')],
  },
  {
    name: 'the system that it is',
    input: by([route({ system: 'demo' }, desk, { continue: true }), ...everyone], {
      externalLabels: { system: 'demo' },
    }),
    problems: [],
  },
  {
    name: 'behind one that takes all of it',
    input: by([quiet, critical, route({ severity: 'critical', team: 'us' }, mail()), warning, info]),
    problems: [shadowed('{severity="critical",team="us"}', '{severity="critical"}')],
  },
  {
    name: 'behind two that take all of it together',
    input: by([quiet, critical, warning, info, route({ severity: re('c.*|w.*') }, mail())]),
    problems: [shadowed('{severity=~"c.*|w.*"}', '{severity="critical"} and {severity="warning"}')],
  },
  {
    name: 'not behind one that continues',
    input: by([
      quiet,
      route({ severity: 'critical' }, desk, { continue: true }),
      route({ severity: 'critical' }, mail()),
      warning,
      info,
    ]),
    problems: [],
  },
  {
    name: 'below one that takes something else',
    input: by([
      quiet,
      critical,
      route({ severity: 'warning' }, desk, { routes: [route({ team: 'them' }, mail())] }),
      info,
    ]),
    problems: [noAlert('{team="them"}', ', and those of the routes above')],
  },
  {
    name: 'below one that is never reached itself, both',
    input: by([
      quiet,
      critical,
      warning,
      info,
      route({ severity: 'warning' }, desk, { routes: [route({ team: 'us' }, mail())] }),
    ]),
    problems: [
      shadowed('{severity="warning"}', '{severity="warning"}'),
      shadowed('{team="us"}', '{severity="warning"}'),
    ],
  },
  {
    name: 'one whose routes take all of its alerts, which is no harm',
    input: by([
      quiet,
      route({ severity: 'critical' }, desk, { routes: [route({ team: 'us' }, mail())] }),
      warning,
      info,
    ]),
    problems: [],
  },
  {
    name: 'a value that a label of the series may have',
    input: by([side('a'), side('b'), ...everyone.slice(0, 1)], { exposes: [depth], rules: [watchdog, deep] }),
    problems: [],
  },
  {
    name: 'a value that it cannot have',
    input: by([side('c'), quiet, critical], { exposes: [depth], rules: [watchdog, deep] }),
    problems: [noAlert('{side="c"}')],
  },
  {
    name: 'behind one for each value that it can have',
    input: by([route({ labels: { side: anyOf('a', 'b') } }, mail()), critical, quiet], {
      exposes: [depth],
      rules: [watchdog, deep],
    }),
    problems: [shadowed('{severity="critical"}', '{side=~"a|b"}')],
  },
]
describe('a route that is reached', () => table(reachable))

const falls = (severity: string, who: string) =>
  `route/severity alerting: no route is for severity ${severity}, so that ${who} would fall to otherwise; add ` +
  `route({ severity: '${severity}' }, …)`
const noteTo = (more: string) => alarm(gt(depth, 1), { severity: 'info' }, `Note${more}`)

describe('a route for each severity', () => {
  table([
    { name: 'none for warnings', input: by([quiet, critical, info]), problems: [falls('warning', 'Ticket')] },
    { name: 'none for the watchdog', input: by([critical, warning, info]), problems: [falls('none', 'Watchdog')] },
    {
      name: 'none for many',
      input: by([quiet], {
        exposes: [depth],
        rules: [watchdog, ...['One', 'Two', 'Three', 'Four', 'Five'].map(noteTo)],
      }),
      problems: [falls('info', 'NoteOne, NoteTwo, NoteThree and 2 more')],
    },
    {
      name: 'one for some of them is enough, since otherwise is the net for the rest',
      input: by([quiet, critical, route({ severity: 'warning', alert: ticket }, desk), info], {
        exposes: [depth],
        rules: [watchdog, page, ticket, alarm(gt(depth, 1), {}, 'Rest'), noteTo('')],
      }),
      problems: [],
    },
  ])
})

const lost = (who: string, severity: string) =>
  `route/nobody alerting: nobody is told of ${who}, of severity ${severity}; route it to a receiver that notifies`

describe('somebody is told', () => {
  table([
    {
      name: 'but nobody of what is critical',
      input: by([quiet, route({ severity: 'critical' }, nobody), warning, info]),
      problems: [lost('Page', 'critical')],
    },
    {
      name: 'but nobody of one of the warnings',
      input: by([quiet, critical, route({ alert: ticket }, nobody), info]),
      problems: [lost('Ticket', 'warning')],
    },
    {
      name: 'also where another route is for nobody',
      input: by([route({ severity: 'critical' }, nobody, { continue: true }), ...everyone]),
      problems: [],
    },
    { name: 'and nobody of the rest', input: by(everyone), problems: [] },
  ])
})

const groups = (name: string, label: string, advice: string) =>
  `route/group ${name}: groups by ${label}, which no alert of demo has; ${advice}`

describe('labels that alerts are grouped by', () => {
  table([
    {
      name: 'one that is spelled wrongly',
      input: by([route({ severity: 'critical' }, desk, { groupBy: ['alertnam'] }), quiet, warning, info]),
      problems: [groups('{severity="critical"}', 'alertnam', 'did you mean alertname?')],
    },
    {
      name: 'one of nothing',
      input: withAlerting({
        tree: alerting({ routes: everyone, otherwise: desk, groupBy: ['kubernetes_pod'], repeat: hours(1) }),
      }),
      problems: [groups('alerting', 'kubernetes_pod', 'leave it out')],
    },
    {
      name: 'those of series, of rules, external ones, and all',
      input: by(
        [
          route({ severity: 'critical' }, desk, { groupBy: ['pool', 'team', 'region', 'alertname'] }),
          route({ severity: 'warning' }, desk, { groupBy: ['...'] }),
          quiet,
          info,
        ],
        { externalLabels: { region: 'north' } },
      ),
      problems: [],
    },
  ])
})
