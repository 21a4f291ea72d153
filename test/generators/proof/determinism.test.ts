/** The same definitions give the same tests, in whatever order they are read. */
import { ruleGroup } from 'plimsoll'
import { expect, test } from 'vitest'
import { tests } from '../../../generators/outputs/tests/index.ts'
import { promql } from '../../support/proving.ts'
import { alarm, connections, latency, requests, systemFrom } from '../../support/system.ts'

const alerts = [
  'sum by (endpoint) (rate(http_requests_total{status="500"}[5m])) / sum by (endpoint) (rate(http_requests_total[5m])) > 0.05',
  'histogram_quantile(0.95, sum by (le) (rate(http_request_duration_seconds_bucket[5m]))) > 1',
  'open_connections{pool="read"} > 100 or open_connections{pool="write"} > 50',
  'up == 0',
].map((text, i) => alarm(promql(text), { description: () => 'It is bad.' }, `Alert${i}`))

async function generated(turned: boolean) {
  const order = <T>(all: readonly T[]): T[] => (turned ? all.toReversed() : [...all])
  const groups = order(alerts.map((alert, i) => ruleGroup(`group-${i}`, { rules: [alert] })))
  const system = await systemFrom({ app: { exposes: order([requests, latency, connections]) }, groups })
  return tests(system).map(({ path, text }) => [path, text])
}

test('the tests of rules are the same bytes', async () => {
  const [one, other] = [await generated(false), await generated(true)]
  expect(one.length).toBeGreaterThan(3)
  expect(other).toEqual(one)
})
