/** The tree is walked as Alertmanager walks it: by amtool on random trees and labels, and by hand where a label varies. */
import fc from 'fast-check'
import {
  alerting,
  anyOf,
  gauge,
  gt,
  type Match,
  nobody,
  not,
  notRe,
  oneOf,
  open,
  type Route,
  type RouteMatch,
  re,
  route,
} from 'plimsoll'
import { describe, expect, test } from 'vitest'
import { judgeOf, sampleLabels } from '../../../generators/facts/alert-labels.ts'
import { reach, routesOf, treeOf } from '../../../generators/facts/routing.ts'
import { matcher } from '../../../generators/outputs/alertmanager/route.ts'
import { filesOf, mail, withAlerting } from '../../support/alerting.ts'
import { amtool } from '../../support/amtool.ts'
import { inFolder } from '../../support/folder.ts'
import { alarm, systemFrom } from '../../support/system.ts'

const receivers = ['a', 'b', 'c', 'd'].map((name) => mail(name))
const value = fc.constantFrom('x', 'y', 'xy', '')
const condition = fc.oneof(
  value,
  value.map((text) => not(text) as Match),
  fc.constantFrom('x.*', '.+', 'x|y', '').map((pattern) => re(pattern) as Match),
  fc.constantFrom('x', '.*y', '.+').map((pattern) => notRe(pattern) as Match),
  fc.constant(anyOf<string>('x', 'xy') as Match),
)
const match: fc.Arbitrary<RouteMatch> = fc
  .record({ team: condition, system: condition, labels: fc.record({ extra: condition }) }, { requiredKeys: [] })
  .map((one) => (Object.keys(one).length > 0 ? one : { team: 'x' }))

/** At most three routes on each of the levels. */
const routesOn = (levels: number): fc.Arbitrary<Route[]> =>
  levels === 0
    ? fc.constant([])
    : fc.array(
        fc
          .record({ match, to: fc.constantFrom(...receivers), follow: fc.boolean(), below: routesOn(levels - 1) })
          .map((one) => route(one.match, one.to, { continue: one.follow, routes: one.below })),
        { maxLength: 3 },
      )
const labels = fc
  .record({ team: value, system: value, extra: value }, { requiredKeys: [] })
  .map((all) => Object.fromEntries(Object.entries(all).filter(([, text]) => text !== '')))

test('wherever Alertmanager sends an alert, in a random tree', async () => {
  const seen = new Set<string>()
  const property = fc.asyncProperty(
    routesOn(3),
    fc.array(labels, { minLength: 4, maxLength: 4 }),
    async (tree, alerts) => {
      const made = alerting({ routes: tree, otherwise: mail('root') })
      await inFolder(filesOf(await systemFrom(withAlerting({ tree: made }))), async (cwd) => {
        for (const alert of alerts) {
          const words = Object.entries(alert).map(([name, text]) => matcher({ name, op: '=', value: text }))
          const config = '--config.file=alertmanager/alertmanager.yml'
          const { stdout, code, output } = await amtool(['config', 'routes', 'test', config, ...words], { cwd })
          expect(code, output).toBe(0)
          expect(
            routesOf(treeOf(made), alert)
              .map(({ receiver }) => receiver.data.name)
              .join(','),
          ).toBe(stdout)
          seen.add(stdout)
        }
      })
    },
  )
  await fc.assert(property, { numRuns: 60 })
  // not only trees that leave all to the root
  expect(seen.size).toBeGreaterThan(2)
})

const depth = gauge('depth', {
  help: 'Depth.',
  unit: 'none',
  labels: { zone: oneOf('a', 'b'), host: open({ atMost: 9, like: ['h1'] }) },
})
const deep = alarm(gt(depth, 1), { severity: 'critical', labels: { floor: '2' } }, 'Deep')

describe('an alert whose labels vary', () => {
  const endsOf = async (...made: readonly Route[]) => {
    const system = await systemFrom({
      exposes: [depth],
      rules: [deep],
      externalLabels: { system: 'demo', zone: 'far' },
    })
    const [alert] = system.alerts
    if (!alert) throw new Error('no alert')
    const { ends } = reach(treeOf(alerting({ routes: made, otherwise: nobody })), judgeOf(system, alert))
    return ends.map(({ receiver }) => receiver.data.name)
  }
  const [a = nobody, b = nobody] = receivers
  const by = (labels: Record<string, string | Match>) => ({ labels })

  test.each<[string, readonly Route[], readonly string[]]>([
    ['may have one of the values', [route(by({ zone: 'a' }), a)], ['a', 'nobody']],
    ['has one of all the values', [route(by({ zone: re('[ab]') }), a), route({ severity: 'critical' }, b)], ['a']],
    ['never has another, also not an external one', [route(by({ zone: 'far' }), a)], ['nobody']],
    ['may have any value of an open label', [route(by({ host: 'h7' }), a)], ['a', 'nobody']],
    ['has what its rule sets', [route(by({ floor: '2' }), a)], ['a']],
    ['has what Prometheus attaches', [route({ system: 'demo' }, a)], ['a']],
    ['comes from its job', [route(by({ job: 'app' }), a)], ['a']],
    ['comes from no other job', [route(by({ job: 'web' }), a)], ['nobody']],
    [
      'goes on where it is let',
      [route({ severity: 'critical' }, a, { continue: true }), route({ team: 'us' }, b)],
      ['a', 'b'],
    ],
    [
      'stays with a route whose routes may not take it',
      [route({ severity: 'critical' }, a, { routes: [route(by({ zone: 'b' }), b)] })],
      ['b', 'a'],
    ],
  ])('%s', async (_, made, expected) => {
    expect(await endsOf(...made)).toEqual(expected)
  })

  test('has a sample that it could have', async () => {
    const system = await systemFrom({ exposes: [depth], rules: [deep], externalLabels: { system: 'demo' } })
    expect(system.alerts.map((alert) => sampleLabels(system, alert))).toEqual([
      {
        alertname: 'Deep',
        severity: 'critical',
        team: 'us',
        floor: '2',
        system: 'demo',
        zone: 'a',
        host: 'h1',
        job: 'app',
        instance: expect.any(String),
      },
    ])
  })
})
