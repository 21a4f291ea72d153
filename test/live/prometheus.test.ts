/** The real Prometheus runs what is generated: rules, targets, dashboards' queries, and the way of an alert to Alertmanager. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { systems } from '../../definitions/index.ts'
import { jobsOf } from '../../generators/facts/jobs.ts'
import { selectorsOf } from '../../schemas/promql/ast.ts'
import { type Asked, queriesOf } from '../support/queries.ts'
import { allDone } from '../support/server.ts'
import { alertsIn, ask } from './api.ts'
import { type Stack, startStack } from './stack.ts'
import { expectedOf, notifiedOf, toldOf } from './told.ts'

const stops: (() => Promise<void> | void)[] = []
const stacks = new Map<string, Stack>()

beforeAll(async () => {
  await allDone(
    systems.map(async (system) => stacks.set(system.data.name, await startStack(system, (stop) => stops.push(stop)))),
  )
})
afterAll(async () => {
  for (const stop of stops.reverse()) await stop()
})

const soon = { timeout: 20_000, interval: 200 }

interface Group {
  readonly name: string
  readonly file: string
  readonly rules: readonly { readonly name: string; readonly health: string; readonly lastError?: string }[]
}
interface RuleFile {
  readonly groups: readonly {
    readonly name: string
    readonly rules: readonly { readonly alert?: string; readonly record?: string }[]
  }[]
}
interface Scraped {
  readonly labels: Readonly<Record<string, string>>
  readonly scrapeUrl: string
  readonly health: string
  readonly lastError: string
}

describe.each(systems.map(({ data }) => data.name))('%s', (name) => {
  let stack: Stack
  let prometheus: string
  beforeAll(() => {
    stack = stacks.get(name) as Stack
    prometheus = stack.prometheus.url
  })
  const paths = (pattern: RegExp) => Object.keys(stack.files).filter((path) => pattern.test(path))
  const read = (path: string): unknown => parse(stack.files[path] ?? '')

  test('reads the configuration as it was written', async () => {
    const { yaml } = await ask<{ yaml: string }>(prometheus, 'status/config')
    const loaded = parse(yaml.replaceAll(`${stack.folder}/prometheus/`, ''))
    expect(loaded).toMatchObject(read('prometheus/prometheus.yml') as object)
  })

  test('evaluates every rule of every group without an error', async () => {
    // Prometheus lists the groups of a file by name
    const written = paths(/^prometheus\/rules\//).flatMap((file) =>
      (read(file) as RuleFile).groups.toSorted((a, b) => (a.name < b.name ? -1 : 1)).map((group) => ({ file, group })),
    )
    expect(written.length).toBeGreaterThan(0)
    const evaluated = async () => {
      const { groups } = await ask<{ groups: readonly Group[] }>(prometheus, 'rules')
      return groups.map(({ name, file, rules }) => ({
        group: `${file.replace(`${stack.folder}/`, '')} ${name}`,
        rules: rules.map((rule) => `${rule.name}: ${rule.health}${rule.lastError ? `, ${rule.lastError}` : ''}`),
      }))
    }
    await expect.poll(evaluated, soon).toEqual(
      written.map(({ file, group }) => ({
        group: `${file} ${group.name}`,
        rules: group.rules.map(({ alert, record }) => `${alert ?? record}: ok`),
      })),
    )
  })

  test('scrapes every target of the definitions, and no other, within its limits', async () => {
    const known = stack.system.targets.flatMap(({ data }) => {
      const addresses = data.hosts.map((host) => stack.addresses[`${data.name}/${host}`] ?? '')
      const instances = data.probe?.urls ?? addresses
      return instances.map((instance, i) => ({
        target: `${data.name} ${instance}`,
        url: `${data.scheme}://${addresses[i] ?? addresses[0]}${data.path}`,
        health: data.scheme === 'http' ? 'up' : expect.any(String),
      }))
    })
    const scraped = async () => {
      const { activeTargets, droppedTargets } = await ask<{
        activeTargets: readonly Scraped[]
        droppedTargets: readonly object[]
      }>(prometheus, 'targets')
      const active = activeTargets.map(({ labels, scrapeUrl, health, lastError }) => ({
        target: `${labels.job} ${labels.instance}`,
        url: scrapeUrl.replace(/\?.*/, ''),
        health: lastError ? `${health}, ${lastError}` : health,
      }))
      return { active: byTarget(active), dropped: droppedTargets }
    }
    await expect.poll(scraped, soon).toEqual({ active: byTarget(known), dropped: [] })
  })

  test('knows its Alertmanager', async () => {
    await expect
      .poll(() => ask(prometheus, 'alertmanagers'), soon)
      .toEqual({
        activeAlertmanagers: [{ url: `${stack.alertmanager.url}/api/v2/alerts` }],
        droppedAlertmanagers: [],
      })
  })

  test('answers every query of every dashboard, and fills every panel and every variable', async () => {
    const asked = paths(/^grafana\/dashboards\//).flatMap((path) => queriesOf(path, read(path)))
    expect(asked.length).toBeGreaterThan(0)
    const unanswered = async () => {
      const answers = await Promise.all(asked.map(async (one) => [one.where, withValues(one.expr), await answer(one)]))
      return answers.filter(([, , said]) => said !== 'data')
    }
    const answer = async ({ where, expr }: Asked): Promise<string> => {
      const query = withValues(expr)
      try {
        const found = where.includes('/templating/')
          ? await ask<readonly object[]>(prometheus, 'series', { 'match[]': query })
          : (await ask<{ readonly result: readonly object[] }>(prometheus, 'query', { query })).result
        return found.length > 0 || mayBeEmpty({ where, expr }) ? 'data' : 'nothing'
      } catch (error) {
        return (error as Error).message
      }
    }
    await expect.poll(unanswered, soon).toEqual([])
  })

  test('sends the alert that always fires', async () => {
    const always = stack.system.alerts.filter(({ data }) => data.severity === 'none')
    expect(always.map(({ data }) => data.name)).toEqual(['Watchdog'])
    const [watchdog] = always
    const arrived = async () => {
      const alerts = await alertsIn(stack)
      return alerts.find(({ labels }) => labels.alertname === 'Watchdog')
    }
    await expect.poll(arrived, soon).toMatchObject({
      labels: { alertname: 'Watchdog', ...watchdog?.labels, ...stack.system.data.externalLabels },
      annotations: { summary: watchdog?.data.summary, description: watchdog?.description },
      status: { state: 'active' },
    })
  })

  test.each([
    ['samples', 'sample_limit', (n: number) => Array.from({ length: n }, (_, i) => `x{n="${i}"} 1\n`).join('')],
    ['labels', 'label_limit', (n: number) => `x{${Array.from({ length: n }, (_, i) => `l${i}="1"`).join(',')}} 1\n`],
  ] as const)('refuses a target that exposes more %s than it is defined to', async (what, limit, expose) => {
    const [exporter] = stack.exporters
    const { scrape_configs } = read('prometheus/prometheus.yml') as {
      readonly scrape_configs: readonly {
        readonly job_name: string
        readonly sample_limit: number
        readonly label_limit: number
      }[]
    }
    const most = scrape_configs.find(({ job_name }) => job_name === exporter?.job)?.[limit]
    expect(most).toBeGreaterThan(0)
    exporter?.expose(expose((most ?? 0) + 1))
    const refused = async () => {
      const { activeTargets } = await ask<{ activeTargets: readonly Scraped[] }>(prometheus, 'targets')
      return activeTargets.find(({ labels }) => labels.job === exporter?.job)
    }
    await expect
      .poll(refused, soon)
      .toMatchObject({ health: 'down', lastError: expect.stringMatching(new RegExp(`${what.slice(0, -1)}[ _]limit`)) })
  })

  test('has those told of a target that is down whom the route of the alert names', async () => {
    // some jobs have an alert of their own, and then an exporter may be all that is left to take away
    const [first] = stack.system.alerts
      .filter(({ data }) => ['TargetDown', 'ExporterDown'].includes(data.name))
      .flatMap((alert) => {
        const watched = selectorsOf(alert.expr).flatMap((up) => jobsOf(stack.system, up))
        return stack.exporters.filter((one) => watched.includes(one.job)).map((exporter) => ({ alert, exporter }))
      })
    const { alert: down, exporter } = first ?? {}
    const { job = '', host = '' } = exporter ?? {}
    const labels = {
      alertname: down?.data.name ?? '',
      job,
      instance: stack.addresses[`${job}/${host}`] ?? '',
      ...down?.labels,
      ...stack.system.data.externalLabels,
    }
    const { firing } = expectedOf(stack.system, { labels })
    expect(firing.length).toBeGreaterThan(0)
    exporter?.expose('no exposition {')
    await expect.poll(() => toldOf(stack, { labels }, 'firing'), soon).toEqual(firing)
    expect(notifiedOf(stack, { labels })[0]).toMatchObject({
      labels,
      annotations: { summary: down?.data.summary, description: expect.stringContaining(labels.instance) },
    })
  })
})

const byTarget = <T extends { readonly target: string }>(targets: readonly T[]): T[] =>
  targets.toSorted((a, b) => (a.target < b.target ? -1 : 1))

/** Alerts that fire, what was started anew, and what was a day ago are not there to be seen in the first seconds. */
const mayBeEmpty = ({ where, expr }: Asked): boolean =>
  where.includes('/annotations/') || expr.includes('ALERTS{') || expr.includes(' offset ')

/** A query as Grafana sends it when all is chosen. */
const withValues = (expr: string): string =>
  expr.replaceAll('$__rate_interval', '1m').replaceAll('$__range', '1h').replaceAll(/\$\w+/g, '.+')
