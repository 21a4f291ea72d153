/**
 * Each system as `npm run demo` runs it: the simulator, the real Prometheus and Alertmanager, and time that is compressed. What
 * is scraped is what is defined, every panel has data, and an incident arrives with those who are told of it.
 */
import { afterAll, beforeAll, describe, test } from 'vitest'
import { always, systems } from '../../definitions/index.ts'
import { undoing } from '../../generators/demo/afterwards.ts'
import { type Demo, startDemo } from '../../generators/demo/demo.ts'
import type { Notice } from '../../generators/demo/notice.ts'
import { inhibitionsOf } from '../../generators/outputs/alertmanager/inhibition.ts'
import { scenariosOf } from '../../generators/simulate/scenarios.ts'
import { connect } from '../../generators/verify/http.ts'
import { verify } from '../../generators/verify/index.ts'
import { learn } from '../../generators/verify/learn.ts'
import { subjectOf } from '../../generators/verify/subject.ts'
import { type Asked, queriesOf } from '../support/queries.ts'
import { allDone, needed } from '../support/server.ts'
import { root } from '../support/system.ts'
import { ask } from './api.ts'
import { expectedOf } from './told.ts'

/** By how much time is compressed: five minutes are five seconds. */
const speed = 60

/** Alerts of different shapes: a flag, a share or an average, a quantile or an age. */
const incidents: Readonly<Record<string, readonly [string, string, string]>> = {
  'ai-playground': ['BrokerConnectionLost', 'MemoryUsageHigh', 'QueueLengthHigh'],
  pybase: ['PostgresDown', 'ApiErrorsHigh', 'ApiLatencyHigh'],
  'robo-rlhf': ['MongodbDown', 'HighErrorRate', 'GpuTemperatureHigh'],
  'shia-chatbot': ['NoActiveWorkers', 'HighTaskFailureRate', 'HighResponseTime'],
  tensorfleet: ['OrchestratorDown', 'HighErrorRate', 'MetricsNotUpdating'],
}

/** What panels show only while it happens. */
const shown: Readonly<Record<string, readonly string[]>> = { 'ai-playground': ['TaskRetried'] }

const demos = new Map<string, Demo>()
const { afterwards, undo } = undoing()

beforeAll(async () => {
  const tools = { prometheus: needed('prometheus'), alertmanager: needed('alertmanager') }
  const silent = () => {}
  await allDone(
    systems.map(async (definition) => {
      const common = { always, root, tools, scenarios: scenariosOf, seed: 1, speed, progress: silent, tell: silent }
      demos.set(definition.data.name, await startDemo({ ...common, definition }, afterwards))
    }),
  )
}, 120_000)
afterAll(undo)

const soon = { timeout: 120_000, interval: 500 }

describe.concurrent.each(Object.entries(incidents))('%s', (name, alerts) => {
  const demo = (): Demo => demos.get(name) as Demo

  test('scrapes what is defined and nothing else, and evaluates every rule', async ({ expect }) => {
    const subject = await subjectOf(demo().system)
    const found = async () => {
      const asking = { url: demo().prometheus, headers: {}, timeout: 20_000, deadline: 60_000 }
      const learnt = await learn(subject, connect(asking))
      expect(learnt.failure).toBeUndefined()
      return verify(subject, learnt).map(({ id, name: of, message }) => `${id}: ${of} ${message}`)
    }
    await expect.poll(found, soon).toEqual([])
  }, 150_000)

  test('has data for every query of every panel', async ({ expect }) => {
    const asked = demo().dashboards.flatMap(({ path, json }) => queriesOf(path, json))
    expect(asked.length).toBeGreaterThan(0)
    for (const alert of shown[name] ?? []) demo().simulator.incidents.begin(alert)
    const unanswered = async () => {
      const answers = await Promise.all(asked.map(async (one) => [one.where, one.expr, await answer(demo(), one)]))
      return answers.filter(([, , said]) => said !== 'data')
    }
    await expect.poll(unanswered, soon).toEqual([])
    for (const alert of shown[name] ?? []) demo().simulator.incidents.end(alert)
  }, 150_000)

  test('tells of an incident whom its route names, and that it is over', async ({ expect }) => {
    const { system, simulator, notifications } = demo()
    const isOne = (name: string | undefined): boolean => alerts.some((alert) => alert === name)
    const keptStill = inhibitionsOf(system).filter(
      ({ source, targets }) => isOne(source.alertname) && targets.some((one) => one !== source.alertname && isOne(one)),
    )
    expect(keptStill, 'none of the three keeps another still').toEqual([])
    // a machine that is busy may have let something fire before
    const begun = Date.now()
    const told = (alert: string, status: Notice['status']): readonly Notice[] =>
      notifications().filter((one) => one.at >= begun && one.labels.alertname === alert && one.status === status)
    /** Who was told and should not have been, or the other way round; nobody yet is somebody too few. */
    const wrong = (status: Notice['status']): readonly string[] =>
      alerts.flatMap((alert) => {
        const notices = told(alert, status)
        const expected = new Set(notices.flatMap(({ labels }) => expectedOf(system, { labels })[status]))
        const receivers = new Set(notices.map(({ receiver }) => receiver))
        const differ = [...expected, ...receivers].filter((one) => !expected.has(one) || !receivers.has(one))
        return notices.length === 0 ? [`${alert}: nobody is told`] : differ.map((one) => `${alert}: ${one}`)
      })
    for (const alert of alerts) expect(simulator.incidents.begin(alert)).toBeUndefined()
    await expect.poll(() => wrong('firing'), soon).toEqual([])
    for (const alert of alerts) simulator.incidents.end(alert)
    await expect.poll(() => wrong('resolved'), soon).toEqual([])
  }, 300_000)
})

async function answer({ prometheus }: Demo, { where, expr }: Asked): Promise<string> {
  const query = expr.replaceAll('$__rate_interval', '10s').replaceAll('$__range', '1m').replaceAll(/\$\w+/g, '.+')
  try {
    const found = where.includes('/templating/')
      ? await ask<readonly object[]>(prometheus, 'series', { 'match[]': query })
      : (await ask<{ readonly result: readonly object[] }>(prometheus, 'query', { query })).result
    return found.length > 0 || mayBeEmpty({ where, expr }) ? 'data' : 'nothing'
  } catch (error) {
    return (error as Error).message
  }
}

/** Nothing need fire, nothing was started anew, and there was no yesterday. */
const mayBeEmpty = ({ where, expr }: Asked): boolean =>
  where.includes('/annotations/') || expr.includes('ALERTS{') || / offset (\d+h|\d\dm)/.test(expr)
