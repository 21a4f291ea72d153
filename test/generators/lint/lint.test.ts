import { describe, expect, test } from 'vitest'
import { dashboardRules, lintDashboard, lintFolder } from '../../../generators/lint/index.ts'
import { validateAll } from '../../../generators/validate.ts'
import { type Change, context, filter, goodDashboard } from '../../support/dashboard.ts'
import { lineOf, linesOf } from '../../support/lint.ts'
import { head } from './cases/head.ts'
import { options } from './cases/options.ts'
import { panels } from './cases/panels.ts'
import { queries } from './cases/queries.ts'
import { variables } from './cases/variables.ts'

const cases = [...head, ...panels, ...variables, ...queries, ...options]
/** Rules about several dashboards have their table below. */
const ofFolders = ['grafana/target', 'grafana/unique']

describe('a good dashboard', () => {
  test('has nothing that is found', () => {
    expect(linesOf([])).toEqual([])
    expect(lintFolder([goodDashboard()], context).map(lineOf)).toEqual([])
  })

  test('is one that Plimsoll could have written', () => {
    validateAll([{ path: 'demo.json', text: '', schema: 'dashboard', value: goodDashboard() }])
  })
})

describe('what is wrong is found, and nothing else', () => {
  test.each(cases)('$rule: $name', ({ rule, changes, finds }) => {
    expect(linesOf(changes)).toEqual(finds)
    expect(finds.filter((line) => line.startsWith(`${rule} `))).not.toEqual([])
  })

  test('by every rule', () => {
    const found = new Set([...cases.map(({ rule }) => rule), ...ofFolders])
    expect([...found].sort()).toEqual(dashboardRules.map(({ id }) => id))
  })
})

const limit = { type: 'custom', name: 'limit', label: 'How many', query: '5,10', current: { text: '5', value: '5' } }
const open = 'panels.3.targets.0.expr'

const fine: readonly (readonly [name: string, ...changes: Change[]])[] = [
  [
    'a number that is chosen',
    ['templating.list.3', limit],
    [
      'panels.4.targets.0.expr',
      `topk(\${limit:raw}, sum by (endpoint) (increase(http_requests_total{${filter}}[$__range])))`,
    ],
  ],
  ['braces', [open, `sum(open_connections{job=~"\${job}",instance=~"\${instance:regex}"})`]],
  ['a variable with something around it', [open, `sum(open_connections{${filter},instance!~"$instance-old"})`]],
  ['counted counters', [open, `count(http_requests_total{${filter}})`]],
  ['an absent counter', [open, `absent(http_requests_total{${filter}})`], ['panels.3.targets.0.legendFormat', 'none']],
  ['counters that only have to be there', [open, `up{${filter}} and on (job) http_requests_total{${filter}}`]],
  ['resets of a counter in a subquery', [open, `sum(resets(http_requests_total{${filter}}[1h:1m]))`]],
  ['an increase over an hour', [open, `sum(increase(http_requests_total{${filter}}[1h]))`]],
  ['a comparison with a bare number', [open, `sum(open_connections{${filter}}) > 5`]],
  [
    'a ratio times a hundred as percent',
    [open, `100 * avg(up{${filter}})`],
    ['panels.3.fieldConfig.defaults.unit', 'percent'],
  ],
  ['a written-out unit', ['panels.3.fieldConfig.defaults.unit', 'suffix:conn']],
  ['no unit, where all values have names', ['panels.6.panels.1.fieldConfig.defaults.unit', undefined]],
  ['thresholds of nothing', ['panels.3.fieldConfig.defaults.thresholds', undefined]],
  ['no refresh', ['refresh', undefined]],
  ['the whole of today', ['time', { from: 'now/d', to: 'now/d' }]],
  ['a short last line', ['panels.6.panels.2.gridPos.w', 6]],
  ['an alert that there is', ['panels.6.panels.0.targets.0.expr', 'ALERTS{alertname="Trouble"}']],
  ['one of several alerts', ['panels.6.panels.0.targets.0.expr', 'ALERTS{alertname=~"Trouble|Watchdog"}']],
  ['what a time series is called by itself', ['panels.1.targets.0.legendFormat', '__auto']],
  [
    'a link to another place',
    ['panels.1.links.0.url', `https://example.com/\${job:percentencode}?\${__url_time_range}`],
  ],
  [
    "Grafana's own annotations",
    ['annotations.list.1', { name: 'Marks', builtIn: 1, datasource: { type: 'grafana', uid: '-- Grafana --' } }],
  ],
]

describe('what is right is not found', () => {
  test.each(fine.map(([name, ...changes]) => ({ name, changes })))('$name', ({ changes }) => {
    expect(linesOf(changes)).toEqual([])
  })
})

test('a finding names the dashboard, and points into the query', () => {
  const [finding] = lintDashboard(goodDashboard([open, 'sum(\n  up{job=~"$job"} +\n)']), context)
  expect(finding).toEqual({
    id: 'grafana/promql',
    dashboard: 'Demo overview',
    where: 'panel 5 (Connections), query A',
    message: 'unexpected ); correct the query',
    excerpt: ')\n^',
  })
})

describe('dashboards of one folder', () => {
  const other = (...changes: readonly Change[]) =>
    goodDashboard(['uid', 'demo-other'], ['title', 'Other'], ['panels.1.links.0.url', '/d/demo-overview'], ...changes)
  const lines = (...all: readonly unknown[]) =>
    lintFolder(all, context).map((found) => `${found.dashboard}: ${lineOf(found)}`)

  test('differ in uid and title', () => {
    expect(lines(goodDashboard(), other())).toEqual([])
    expect(lines(goodDashboard(), other(['uid', 'demo-overview']))).toEqual([
      'Other: grafana/unique dashboard: has the uid "demo-overview", as has another; take one of its own',
    ])
    expect(lines(goodDashboard(), other(['title', 'Demo overview']))).toEqual([
      'Demo overview: grafana/unique dashboard: has the title "Demo overview", as has another; rename one',
    ])
  })

  test.each([
    ['/d/demo-overview?viewPanel=3', undefined],
    [`/d/demo-overview/any-slug?var-job=\${job}`, undefined],
    [
      '/d/demo-nowhere',
      'has the link "Connections" to the dashboard "demo-nowhere", which does not exist; correct the uid',
    ],
    [
      '/d/demo-overview?viewPanel=77',
      'leads to panel "77" of "Demo overview", which does not exist; correct the viewPanel',
    ],
    ['?var-color=red', 'sets the variable "color", which "Other" does not have; leave it out'],
    ['/d/demo-overview?var-color=red', 'sets the variable "color", which "Demo overview" does not have; leave it out'],
  ])('link to %s', (url, message) => {
    const found = lintFolder([goodDashboard(), other(['panels.1.links.0.url', url])], context).map(lineOf)
    expect(found).toEqual(message === undefined ? [] : [`grafana/target panel 3 (Requests): ${message}`])
  })

  test('are each a dashboard', () => {
    expect(lines(5, null, [], goodDashboard()).map((line) => line.split(': ').slice(1).join(': '))).toEqual([
      'grafana/form dashboard: is 5; write an object',
      'grafana/form dashboard: is null; write an object',
      'grafana/form dashboard: is a list; write an object',
    ])
  })
})

describe('rules', () => {
  test('have ids in order, each once', () => {
    const ids = dashboardRules.map(({ id }) => id)
    expect(ids).toEqual([...new Set(ids)].sort())
  })

  test.each(dashboardRules.map(({ id, doc }) => [id, doc] as const))('%s is explained in sentences', (id, doc) => {
    expect(id).toMatch(/^grafana\/[a-z]+$/)
    expect(doc.length).toBeGreaterThan(100)
    expect(doc).toMatch(/\w\.(\s|$)|https:\S+$/)
  })
})
