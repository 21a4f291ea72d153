/** The real Alertmanager with what is generated: each alert is told to those whom its route names, and some keep others still. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { systems } from '../../definitions/index.ts'
import { sampleLabels } from '../../generators/facts/alert-labels.ts'
import { type Inhibition, inhibitionsOf } from '../../generators/outputs/alertmanager/inhibition.ts'
import { docs } from '../../generators/outputs/docs/index.ts'
import { amtool } from '../support/amtool.ts'
import { allDone } from '../support/server.ts'
import { type Alert, alertsIn, type Listed, send } from './api.ts'
import { startAlertmanager, type Telling } from './stack.ts'
import { allOf, expectedOf, notifiedOf, toldOf } from './told.ts'

const stops: (() => Promise<void> | void)[] = []
const running = new Map<string, Telling>()

beforeAll(async () => {
  await allDone(
    systems.map(async (system) =>
      running.set(system.data.name, await startAlertmanager(system, (stop) => stops.push(stop))),
    ),
  )
})
afterAll(async () => {
  for (const stop of stops.reverse()) await stop()
})

const soon = { timeout: 10_000, interval: 20 }

describe.each(systems.map(({ data }) => data.name))('%s', (name) => {
  let telling: Telling
  let alerts: readonly Alert[]
  beforeAll(() => {
    telling = running.get(name) as Telling
    alerts = alertsOf(telling)
  })

  test('tells each alert to those whom its route names, with what they need, and again when it is over', async () => {
    expect(alerts.length).toBeGreaterThan(1)
    // one after the other, so that none keeps another still
    for (const alert of alerts) {
      const expected = expectedOf(telling.system, alert)
      const message = alert.labels.alertname ?? ''
      await send(telling, [alert])
      await expect.poll(() => toldOf(telling, alert, 'firing'), { ...soon, message }).toEqual(expected.firing)
      await send(telling, [{ ...alert, endsAt: new Date().toISOString() }])
      await expect.poll(() => toldOf(telling, alert, 'resolved'), { ...soon, message }).toEqual(expected.resolved)
    }
    // who was told of an alert by mistake, or later, is seen in the end
    const all = alerts.map((alert) => [alert.labels.alertname, allOf(telling, alert)])
    expect(all).toEqual(alerts.map((alert) => [alert.labels.alertname, expectedOf(telling.system, alert)]))
    expect(telling.told.length).toBeGreaterThan(0)
    for (const alert of alerts) {
      for (const { annotations } of notifiedOf(telling, alert)) expect(annotations).toEqual(alert.annotations)
    }
  })

  test('is told of a made-up alert by the commands of stack.md, and tells those who are in charge', async () => {
    const text = docs(telling.system).find(({ path }) => path.endsWith('stack.md'))?.text ?? ''
    const commands = [...text.matchAll(/ amtool (--alertmanager.url=\S+) (alert add .*)/g)]
    expect(commands).toHaveLength(2)
    for (const [, , words = ''] of commands) {
      const args = words.split(' ')
      const { code, output } = await amtool([`--alertmanager.url=${telling.alertmanager.url}`, ...args])
      expect(code, output).toBe(0)
      const labels = Object.fromEntries(args.slice(3).map((word) => word.split('=')))
      const alert = { labels: { alertname: 'MadeUp', ...labels } }
      const expected = expectedOf(telling.system, alert)
      await expect.poll(() => toldOf(telling, alert, 'firing'), { ...soon, message: words }).toEqual(expected.firing)
      expect(expected.firing).not.toEqual([])
    }
  })

  test('gives each alert a summary, a description, a runbook and a dashboard', () => {
    for (const { labels, annotations } of alerts.filter(
      ({ labels }) => labels.severity && labels.severity !== 'none',
    )) {
      expect(Object.keys(annotations), labels.alertname).toEqual(
        expect.arrayContaining(['summary', 'description', 'runbook_url', 'dashboard_url']),
      )
    }
  })

  test('keeps alerts still while another says all there is to say', async () => {
    const inhibitions = inhibitionsOf(telling.system)
    expect(inhibitions.length).toBeGreaterThan(0)
    for (const inhibition of inhibitions) {
      for (const name of inhibition.targets) await inhibited(telling, alerts, inhibition, name)
    }
  })
})

/** One firing of each alert as Prometheus sends it, and of one that no definition knows. */
function alertsOf({ system, files }: Telling): Alert[] {
  const rules = Object.entries(files)
    .filter(([path]) => path.startsWith('prometheus/rules/'))
    .flatMap(([, text]) => (parse(text) as RuleFile).groups)
    .flatMap((group) => group.rules)
  const known = system.alerts.map((alert) => ({
    labels: withoutEmpty(sampleLabels(system, alert)),
    annotations: rules.find((rule) => rule.alert === alert.data.name)?.annotations ?? {},
  }))
  return [...known, { labels: { alertname: 'NobodyKnowsMe', ...system.data.externalLabels }, annotations: {} }]
}

/** An empty label is none. */
const withoutEmpty = (labels: Alert['labels']): Alert['labels'] =>
  Object.fromEntries(Object.entries(labels).filter(([, value]) => value !== ''))

interface RuleFile {
  readonly groups: readonly {
    readonly rules: readonly { readonly alert?: string; readonly annotations?: Alert['annotations'] }[]
  }[]
}

/** A target of an inhibition is active until its source fires, and goes on being so where the two have nothing in common. */
async function inhibited(telling: Telling, alerts: readonly Alert[], inhibition: Inhibition, name: string) {
  const { source, equal, why } = inhibition
  const labelsOf = (alertname: string | undefined) =>
    alerts.find(({ labels }) => labels.alertname === alertname)?.labels ?? {}
  const each = (value: string) => Object.fromEntries(equal.map((label) => [label, value]))
  const still = { ...labelsOf(name), ...each('here') }
  const heard = equal.length > 0 ? [{ ...labelsOf(name), ...each('elsewhere') }] : []
  const first = { ...labelsOf(source.alertname), ...each('here'), ...source }
  const states = async () => {
    const listed = await alertsIn(telling)
    return [still, ...heard].map((labels) => stateOf(labels, listed))
  }
  const message = `${source.alertname} and ${name}. ${why}`
  await send(telling, [still, ...heard].map(labelled))
  await expect.poll(states, { ...soon, message }).toEqual(['active', ...heard.map(() => 'active')])
  await send(telling, [labelled(first)])
  const expected = [`suppressed by ${source.alertname}`, ...heard.map(() => 'active')]
  await expect.poll(states, { ...soon, message }).toEqual(expected)
  const endsAt = new Date().toISOString()
  await send(
    telling,
    [first, still, ...heard].map((labels) => ({ labels, endsAt })),
  )
}

const labelled = (labels: Alert['labels']) => ({ labels })

function stateOf(labels: Alert['labels'], listed: readonly Listed[]): string {
  const same = listed.find((one) => JSON.stringify(sorted(one.labels)) === JSON.stringify(sorted(labels)))
  const by = same?.status.inhibitedBy.map(
    (id) => listed.find(({ fingerprint }) => fingerprint === id)?.labels.alertname ?? id,
  )
  if (!same || !by) return 'not there'
  return by.length > 0 ? `${same.status.state} by ${by.join(', ')}` : same.status.state
}

const sorted = (labels: Alert['labels']) => Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1))
