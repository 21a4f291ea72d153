/** From an alert to the panel that shows what it watches, from a panel to runbooks, from a dashboard to its siblings. */
import {
  breaches,
  byFile,
  count,
  eq,
  min,
  minutes,
  rate,
  row,
  seconds,
  select,
  sum,
  target,
  thresholds,
} from 'plimsoll'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { grafana } from '../../../../generators/outputs/grafana/index.ts'
import { spanText } from '../../../../generators/outputs/grafana/span.ts'
import { rules as ruleFiles } from '../../../../generators/outputs/rules/index.ts'
import { dashboardUrl, panelOf } from '../../../../generators/outputs/rules/links.ts'
import { validateAll } from '../../../../generators/validate.ts'
import { parseDuration } from '../../../../schemas/model/duration.ts'
import { watchdog } from '../../../support/alerting.ts'
import { board, boardsOf, chart, drawn, mainBoard, panelsOf } from '../../../support/boards.ts'
import { alarm, alerts, connections, type Parts, requests, systemFrom, up } from '../../../support/system.ts'

const limits = thresholds({ many: { above: count(100), why: 'For tests.' } })
const watched = sum(connections)
const many = alarm(breaches(watched, limits.many), {}, 'Many')
const grafanaUrl = 'http://localhost:3000'
const parts: Parts = {
  grafana: grafanaUrl,
  runbooks: 'https://example.org/runbooks/',
  always: [alerts],
  rules: [many, watchdog],
  thresholds: limits,
}
const elsewhere = board([chart(connections, {}, { title: 'Elsewhere' })], { title: 'First' }, 'first')
const here = board([chart(watched, {}, { title: 'Here' })], { title: 'Second' }, 'second')

describe('an alert leads to', () => {
  const place = async (more: Parts, name = 'Many') => {
    const found = panelOf(await systemFrom({ ...parts, ...more }), name)
    return found && `${found.dashboard.data.name}: ${found.panel.data.title}`
  }
  test('the first panel of its system that shows what it watches', async () => {
    expect(await place({ dashboards: [elsewhere, here] })).toBe('second: Here')
  })
  test('its panel on the overview where no other shows it', async () => {
    expect(await place({ dashboards: [elsewhere] })).toBe('alerts: Many')
  })
  test('a dashboard of its own rather than the overview, whatever its name', async () => {
    expect(await place({ dashboards: [board([chart(watched, {}, { title: 'Here' })], {}, 'zoo')] })).toBe('zoo: Here')
  })
  test('nothing, if nobody is told of it', async () => {
    expect(await place({ dashboards: [here] }, 'Watchdog')).toBeUndefined()
  })
  test('nothing, where its system has no Grafana', async () => {
    const system = await systemFrom({ ...parts, grafana: undefined as never, dashboards: [here] })
    expect(dashboardUrl(system, 'Many')).toBeUndefined()
  })

  test.each([grafanaUrl, `${grafanaUrl}/`])('a panel that is there, in the rule file, below %s', async (url) => {
    const system = await systemFrom({ ...parts, grafana: url, dashboards: [elsewhere, here] })
    const [file] = ruleFiles(system)
    const { groups } = parse(file?.text ?? '') as {
      groups: { rules: { alert: string; annotations: Record<string, string> }[] }[]
    }
    const links = Object.fromEntries(
      groups.flatMap(({ rules }) => rules.map(({ alert, annotations }) => [alert, annotations.dashboard_url])),
    )
    expect(links.Watchdog).toBeUndefined()
    const [, uid, id] = /^http:\/\/localhost:3000\/d\/([\w-]+)\?viewPanel=(\d+)$/.exec(links.Many ?? '') ?? []
    const boards = await boardsOf({ ...parts, dashboards: [elsewhere, here] })
    const found = Object.values(boards).find((one) => one.uid === uid)
    expect(found && panelsOf(found).find((panel) => String(panel.id) === id)?.title).toBe('Here')
  })
})

describe('a panel leads to', () => {
  test('the runbook of each alert that watches it', async () => {
    const { links } = await drawn(chart(watched), { ...parts, always: [] })
    expect(links).toEqual([
      {
        title: 'Runbook: Many',
        type: 'link',
        url: 'https://example.org/runbooks/Many.md',
        icon: 'doc',
        tooltip: '',
        tags: [],
        asDropdown: false,
        targetBlank: true,
        includeVars: false,
        keepTime: false,
      },
    ])
  })
  test('none, where no alert watches it, or runbooks are nowhere', async () => {
    expect(await drawn(chart(connections), { ...parts, always: [] })).not.toHaveProperty('links')
    expect(await drawn(chart(watched), { ...parts, always: [], runbooks: undefined as never })).not.toHaveProperty(
      'links',
    )
  })
})

test('a dashboard leads to all others of its system, with the same choices and the same time', async () => {
  const boards = Object.values(await boardsOf({ ...parts, dashboards: [elsewhere, here] }))
  expect(boards).toHaveLength(3)
  for (const one of boards) {
    expect(one.tags).toContain('demo')
    expect(one).toMatchObject({ links: [{ type: 'dashboards', tags: ['demo'], includeVars: true, keepTime: true }] })
  }
})

describe('marks on the time axis are of', () => {
  const marks = async (more: Parts & { readonly board?: object }, show = watched as Parameters<typeof chart>[0]) =>
    (await mainBoard([chart(show)], { ...parts, ...more })).annotations.list.map(({ name, expr }) => `${name}: ${expr}`)

  test('the alerts that watch what the dashboard shows', async () => {
    expect(await marks({})).toEqual(['Alerts: ALERTS{alertstate="firing",alertname=~"Many"}'])
  })
  test('those that read a metric which it shows, of the same job', async () => {
    const down = (job: string, name: string) => alarm(eq(select(up, { job }), 0), {}, name)
    const rules = [down('app', 'AppDown'), down('db', 'DbDown')]
    const others = [target('db', { service: 'db', port: 1, exposes: [] })]
    expect(await marks({ rules, others }, min(select(up, { job: 'app' })))).toEqual([
      'Alerts: ALERTS{alertstate="firing",alertname=~"AppDown"}',
    ])
  })
  test('all that somebody is told of, where none does', async () => {
    expect(await marks({}, up)).toEqual(['Alerts: ALERTS{alertstate="firing",severity!="none"}'])
  })
  test('none, where nothing keeps alerts', async () => {
    expect(await marks({ always: [] })).toEqual([])
  })
  test('restarts, narrowed by what was chosen', async () => {
    expect(await marks({ always: [], restarts: up, board: { variables: ['job', 'instance'] } })).toEqual([
      'Restarts: up{job=~"$job",instance=~"$instance"}',
    ])
  })
})

describe('how often', () => {
  const slow = target('slow', { service: 'slow', port: 1, interval: seconds(90), exposes: [connections] })

  test.each([
    { name: 'a panel of a job that is scraped less often says so', others: [slow], show: connections, output: '90s' },
    { name: 'a panel of other jobs does not', others: [slow], show: requests, output: undefined },
  ])('$name', async ({ others, show, output }) => {
    const shown = await drawn(chart(sum(rate(requests, minutes(5)))), {})
    expect(shown).not.toHaveProperty('interval')
    const panel = await drawn(chart(show === requests ? sum(rate(requests, minutes(5))) : show), { others })
    expect(panel.interval).toBe(output)
  })

  test('a dashboard is drawn, and how far back it shows', async () => {
    const [usual, other] = [{}, { range: minutes(90), refresh: seconds(90) }].map((more) => board([chart(up)], more))
    const read = async (one: typeof usual) => {
      const { main } = await boardsOf({ dashboards: one ? [one] : [] })
      return [main?.time, main?.refresh]
    }
    expect(await read(usual)).toEqual([{ from: 'now-6h', to: 'now' }, '30s'])
    expect(await read(other)).toEqual([{ from: 'now-90m', to: 'now' }, '90s'])
  })

  test.each([
    [1, '1ms'],
    [1500, '1500ms'],
    [15_000, '15s'],
    [90_000, '90s'],
    [5_400_000, '90m'],
    [86_400_000, '1d'],
    [15 * 86_400_000, '15d'],
  ])('%i milliseconds are %s, of which Grafana reads all', (input, output) => {
    expect(spanText(input)).toBe(output)
    expect(parseDuration(output)).toBe(input)
  })
})

describe('what Grafana is given at its start', () => {
  async function provisioned(more: Parts = {}) {
    const files = grafana(await systemFrom({ dashboards: [board([chart(up)])], ...more }))
    validateAll(files)
    const read = (name: string) => parse(files.find(({ path }) => path.endsWith(name))?.text ?? '') as unknown
    return { datasources: read('datasources.yml'), providers: read('dashboards.yml') }
  }

  test('data sources with names that stay, and the interval of scrapes', async () => {
    const { datasources } = await provisioned({ scrapeInterval: seconds(90) })
    expect(datasources).toEqual({
      apiVersion: 1,
      prune: true,
      deleteDatasources: [
        { name: 'Prometheus', orgId: 1 },
        { name: 'Alertmanager', orgId: 1 },
      ],
      datasources: [
        {
          name: 'Prometheus',
          uid: 'prometheus',
          type: 'prometheus',
          access: 'proxy',
          orgId: 1,
          url: 'http://prometheus:9090',
          isDefault: true,
          editable: false,
          version: 1,
          jsonData: {
            httpMethod: 'POST',
            timeInterval: '90s',
            prometheusType: 'Prometheus',
            manageAlerts: true,
            alertmanagerUid: 'alertmanager',
          },
        },
        {
          name: 'Alertmanager',
          uid: 'alertmanager',
          type: 'alertmanager',
          access: 'proxy',
          orgId: 1,
          url: 'http://alertmanager:9093',
          isDefault: false,
          editable: false,
          version: 1,
          jsonData: { implementation: 'prometheus', handleGrafanaManagedAlerts: false },
        },
      ],
    })
  })

  test('no Alertmanager where there is none', async () => {
    const { datasources } = await provisioned({ alertmanagers: [] })
    expect(datasources).toMatchObject({ deleteDatasources: [{ name: 'Prometheus' }] })
    expect(JSON.stringify(datasources)).not.toContain('lertmanager')
  })

  test('a folder for the dashboards, in whose name $ is no variable', async () => {
    const { providers } = await provisioned({ title: 'Costs in $USD, $1', addressing: byFile() })
    expect(providers).toEqual({
      apiVersion: 1,
      providers: [
        {
          name: 'demo',
          orgId: 1,
          folder: 'Costs in $$USD, $$1',
          folderUid: 'demo',
          type: 'file',
          disableDeletion: false,
          allowUiUpdates: false,
          updateIntervalSeconds: 30,
          options: { path: '/var/lib/grafana/dashboards' },
        },
      ],
    })
  })

  test('nothing, where there is no dashboard', async () => {
    expect(grafana(await systemFrom())).toEqual([])
  })
})

test('rows of a dashboard do not matter to links', async () => {
  const other = board([], { rows: [row('Closed', [chart(watched, {}, { title: 'Here' })], { collapsed: true })] })
  expect(panelOf(await systemFrom({ ...parts, dashboards: [other] }), 'Many')?.panel.data.title).toBe('Here')
})
