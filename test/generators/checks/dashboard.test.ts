/** Dashboards that Grafana would not load, or on which a choice would do nothing. */
import { type Dashboard, fixed, gauge, minutes, open, rate, row, select, sum, target } from 'plimsoll'
import { describe } from 'vitest'
import { above } from '../../support/alerting.ts'
import { board, chart } from '../../support/boards.ts'
import { alerts, connections, type Parts, requests, table } from '../../support/system.ts'

const titled = (title: string, more: object = {}) => chart(connections, more, { title })
const perSecond = chart(sum(rate(requests, minutes(5))), {}, { title: 'Rate' })
const of = (...dashboards: readonly Dashboard[]): Parts => ({ dashboards })
const twice = board([titled('A')])
const one = (more: object, ...panels: Parameters<typeof board>[0]): Parts => of(board(panels, more))

describe('two dashboards of a system', () => {
  const title = (text: string, name: string) =>
    `dashboard/unique ${name}: two dashboards have the title "${text}", on which Grafana updates none; rename one`
  table([
    {
      name: 'have two names',
      input: of(board([titled('A')], { title: 'A' }), board([titled('A')], { title: 'B' })),
      problems: ['dashboard/unique main: two dashboards are named main; rename one'],
    },
    {
      name: 'have two titles, also where only capitals differ',
      input: of(board([titled('A')], { title: 'Load' }), board([titled('A')], { title: 'LOAD' }, 'other')),
      problems: [title('LOAD', 'other')],
    },
    {
      name: 'are not one that is listed twice',
      input: of(twice, twice),
      problems: ['dashboard/unique main: is listed twice; list it once'],
    },
    {
      name: 'and a third one',
      input: of(...['a', 'b', 'c'].map((name) => board([titled('A')], { title: 'Load' }, name))),
      problems: [title('Load', 'b'), title('Load', 'c')],
    },
    {
      name: 'may have panels of one title',
      input: of(board([titled('A')], { title: 'A' }), board([titled('A')], { title: 'B' }, 'other')),
      problems: [],
    },
    {
      name: 'are not named as the overview of alerts is',
      input: { ...of(board([titled('A')], {}, 'alerts')), always: [alerts], rules: [above(1, {}, 'Many')] },
      problems: ['dashboard/unique alerts: two dashboards are named alerts; rename one'],
    },
  ])
})

describe('panels and rows of a dashboard', () => {
  const twice = (panel: string, key: string) =>
    `panel/unique main: ${panel}: two panels have the key ${key}; rename one, or give it a key`
  table([
    { name: 'have two titles', input: one({}, titled('A'), titled('A')), problems: [twice('A', 'a')] },
    {
      name: 'have titles that differ in more than signs',
      input: one({}, titled('Error rate'), titled('Error-Rate!')),
      problems: [twice('Error-Rate!', 'error-rate')],
    },
    {
      name: 'have two titles in two rows',
      input: one({ rows: [row('A', [titled('A')]), row('B', [titled('A')])] }),
      problems: [twice('A', 'a')],
    },
    { name: 'may have keys instead', input: one({}, titled('A'), titled('A', { key: 'a2' })), problems: [] },
    {
      name: 'do not share a key that is said',
      input: one({}, titled('A', { key: 'x' }), titled('B', { key: 'x' })),
      problems: [twice('B', 'x')],
    },
    {
      name: 'are in rows of two titles',
      input: one({ rows: [row('A', [titled('A')]), row('a', [titled('B')])] }),
      problems: ['panel/unique main: two rows have the title "a"; rename one'],
    },
    { name: 'may have the title of a row', input: one({ rows: [row('A', [titled('A')])] }), problems: [] },
  ])
})

const lone = gauge('lone', { help: 'One.', labels: { only: open({ atMost: 1 }) } })

describe('a variable', () => {
  table([
    { name: 'is a label that is there', input: one({ variables: ['pool'] }, titled('A'), perSecond), problems: [] },
    {
      name: 'is no label that nothing has',
      input: one({ variables: ['colour'] }, titled('A')),
      problems: [
        'dashboard/variables main: no series on this dashboard has the label colour; they have instance, job, pool',
      ],
    },
    {
      name: 'is no label that was misspelt',
      input: one({ variables: ['endpont'] }, titled('A'), perSecond),
      problems: ['dashboard/variables main: no series on this dashboard has the label endpont; did you mean endpoint?'],
    },
    {
      name: 'is no label with one value',
      input: { exposes: [lone], ...one({ variables: ['only'] }, chart(lone)) },
      problems: ['dashboard/variables main: only has one value on this dashboard; remove the variable'],
    },
    {
      name: 'is no label of which all expressions say the value',
      input: one({ variables: ['pool'] }, chart(select(connections, { pool: 'read' }))),
      problems: ['dashboard/variables main: pool has one value on this dashboard; remove the variable'],
    },
    {
      name: 'may be fixed to the values of its definition',
      input: one({ variables: [fixed('pool')] }, titled('A')),
      problems: [],
    },
    {
      name: 'is not fixed where its definition has no values',
      input: one({ variables: [fixed('endpoint')] }, perSecond),
      problems: [
        "dashboard/variables main: endpoint is not enumerated in each of its definitions, or Grafana cannot list its values; write 'endpoint' for those that there are",
      ],
    },
    {
      name: 'may be a job or an instance, of which there may be more tomorrow',
      input: one({ variables: ['job', 'instance'] }, titled('A')),
      problems: [],
    },
    {
      name: 'may be a label that was aggregated away, since selectors still have it',
      input: one({ variables: ['endpoint'] }, perSecond),
      problems: [],
    },
    {
      name: 'is said once for each that is wrong',
      input: {
        ...one({ variables: ['colour', 'shape'] }, titled('A')),
        others: [target('x', { service: 'x', port: 1, exposes: [] })],
      },
      problems: ['colour', 'shape'].map(
        (label) =>
          `dashboard/variables main: no series on this dashboard has the label ${label}; they have instance, job, pool`,
      ),
    },
  ])
})
