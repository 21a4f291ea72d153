/** What the solver finds: series on which an alert fires just beyond its threshold, and is silent just within it. */
import { describe, expect, test } from 'vitest'
import { alertUnproven } from '../../../generators/checks/alert-proof.ts'
import { isProven, type Proof, proofsOf } from '../../../generators/proof/index.ts'
import { provingSystem, told, verdict } from '../../support/proving.ts'

/** What differs from health, for each alternative and each part. */
interface Row {
  readonly expression: string
  readonly beyond: readonly string[]
  readonly within: readonly string[]
}

const found: readonly Row[] = [
  { expression: 'queue_length > 100', beyond: ['queue_length{zone="a"} 105'], within: ['queue_length{zone="a"} 100'] },
  { expression: 'queue_length >= 100', beyond: ['queue_length{zone="a"} 100'], within: ['queue_length{zone="a"} 95'] },
  { expression: 'queue_length < 10', beyond: ['queue_length{zone="a"} 9.5'], within: [] },
  { expression: 'queue_length <= 10', beyond: ['queue_length{zone="a"} 10'], within: ['queue_length{zone="a"} 10.5'] },
  { expression: 'queue_length == 0', beyond: ['queue_length{zone="a"} 0'], within: ['queue_length{zone="a"} 1'] },
  { expression: 'queue_length != 0', beyond: ['queue_length{zone="a"} 1'], within: [] },
  { expression: 'room_celsius > -10', beyond: ['room_celsius -9.5'], within: ['room_celsius -10'] },
  {
    expression: 'queue_length * 2 + 10 > 100',
    beyond: ['queue_length{zone="a"} 48'],
    within: ['queue_length{zone="a"} 43'],
  },
  { expression: '-queue_length < -50', beyond: ['queue_length{zone="a"} 53'], within: ['queue_length{zone="a"} 48'] },
  {
    expression: 'disk_used_bytes / disk_size_bytes > 0.9',
    beyond: ['disk_used_bytes 950000000'],
    within: ['disk_used_bytes 860000000'],
  },
  {
    expression: '1 - disk_used_bytes / disk_size_bytes < 0.1',
    beyond: ['disk_used_bytes 905000000'],
    within: ['disk_used_bytes 895000000'],
  },
  {
    expression: 'sum by (zone) (queue_length) > 100',
    beyond: ['queue_length{zone="a"} 105'],
    within: ['queue_length{zone="a"} 100'],
  },
  {
    expression: 'avg(queue_length) > 100',
    beyond: ['queue_length{zone="a"} 105'],
    within: ['queue_length{zone="a"} 100'],
  },
  {
    expression: 'min by (zone) (queue_length) < 3',
    beyond: ['queue_length{zone="a"} 2.9'],
    within: ['queue_length{zone="a"} 3'],
  },
  {
    expression: 'count by (zone) (queue_length > 5) >= 1',
    beyond: ['queue_length{zone="a"} 7.5', 'queue_length{zone="a"} 5.625'],
    within: ['queue_length{zone="a"} 5'],
  },
  { expression: 'count(up{job="app"} == 0) > 0', beyond: ['up 0'], within: [] },
  {
    expression: 'count(queue_length) > 3',
    beyond: [Array.from({ length: 4 }, () => 'queue_length{zone="a"} 10').join(', ')],
    within: [Array.from({ length: 3 }, () => 'queue_length{zone="a"} 10').join(', ')],
  },
  {
    expression: 'rate(jobs_total{result="failed"}[5m]) > 0.1',
    beyond: ['jobs_total{result="failed",zone="a"} 0.105/s'],
    within: ['jobs_total{result="failed",zone="a"} 0.095/s'],
  },
  {
    expression: 'increase(jobs_total{result="failed"}[1h]) >= 1',
    beyond: ['jobs_total{result="failed",zone="a"} 0.00029/s'],
    within: ['jobs_total{result="failed",zone="a"} 0.00026/s'],
  },
  {
    expression: 'sum by (zone) (rate(jobs_total{result="failed"}[5m])) / sum by (zone) (rate(jobs_total[5m])) > 0.05',
    beyond: ['jobs_total{result="failed",zone="a"} 2.2/s'],
    within: ['jobs_total{result="failed",zone="a"} 2/s'],
  },
  {
    expression: 'histogram_quantile(0.95, sum by (le, zone) (rate(wait_seconds_bucket[5m]))) > 1',
    beyond: [
      'wait_seconds_bucket{le="0.5",zone="a"} 37.976/s, wait_seconds_bucket{le="1",zone="a"} 37.976/s, wait_seconds_sum{zone="a"} 17.4648/s',
    ],
    within: ['wait_seconds_bucket{le="0.5",zone="a"} 20/s, wait_seconds_sum{zone="a"} 21/s'],
  },
  {
    expression: 'rate(wait_seconds_sum[5m]) / rate(wait_seconds_count[5m]) > 2',
    beyond: ['wait_seconds_sum{zone="a"} 84/s'],
    within: ['wait_seconds_sum{zone="a"} 76/s'],
  },
  {
    expression: 'queue_length > 100 and queue_limit < 50',
    beyond: ['queue_length{zone="a"} 105, queue_limit{zone="a"} 48'],
    within: [
      'queue_length{zone="a"} 100, queue_limit{zone="a"} 48',
      'queue_length{zone="a"} 105, queue_limit{zone="a"} 50',
    ],
  },
  {
    expression: 'queue_length > 100 or room_celsius > 50',
    beyond: ['queue_length{zone="a"} 105', 'room_celsius 53'],
    within: ['queue_length{zone="a"} 100', 'room_celsius 50'],
  },
  {
    expression: 'queue_length > 100 unless on (zone) queue_limit > 1000',
    beyond: ['queue_length{zone="a"} 105', 'queue_length{zone="a"} 105, queue_limit{zone="a"} 1000'],
    within: ['queue_length{zone="a"} 100', 'queue_length{zone="a"} 105, queue_limit{zone="a"} 1050'],
  },
  {
    expression: 'queue_length > 1 or (room_celsius > 50 or disk_used_bytes > 5e9)',
    beyond: ['queue_length{zone="a"} 1.05', 'room_celsius 53', 'disk_used_bytes 5300000000'],
    within: ['queue_length{zone="a"} 1', 'room_celsius 50', 'disk_used_bytes 5000000000'],
  },
  { expression: 'absent(queue_length{zone="a"})', beyond: ['queue_length{zone="a"} gone'], within: [] },
  { expression: 'absent_over_time(queue_length[10m])', beyond: ['queue_length{zone="a"} gone'], within: [] },
  { expression: 'up{job="app"} == 0', beyond: ['up 0'], within: [] },
  {
    expression: 'zone:jobs:rate5m < 1',
    beyond: ['jobs_total{result="ok",zone="a"} 0.95/s'],
    within: ['jobs_total{result="ok",zone="a"} 1.05/s'],
  },
  {
    expression: 'avg_over_time(queue_length[10m]) > 100',
    beyond: ['queue_length{zone="a"} 105'],
    within: ['queue_length{zone="a"} 100'],
  },
  {
    expression: 'max_over_time(queue_length[10m]) > 100',
    beyond: ['queue_length{zone="a"} 105'],
    within: ['queue_length{zone="a"} 100'],
  },
  {
    expression: 'min_over_time(queue_length[10m]) > 100',
    beyond: ['queue_length{zone="a"} 105'],
    within: ['queue_length{zone="a"} 100'],
  },
  {
    expression: 'quantile_over_time(0.9, queue_length[10m]) > 100',
    beyond: ['queue_length{zone="a"} 105'],
    within: ['queue_length{zone="a"} 100'],
  },
  {
    expression: 'max_over_time(zone:jobs:rate5m[30m:1m]) < 2',
    beyond: ['jobs_total{result="ok",zone="a"} 1.9/s'],
    within: ['jobs_total{result="ok",zone="a"} 2.1/s'],
  },
  {
    expression: 'time() - backup_timestamp_seconds > 86400',
    beyond: ['backup_timestamp_seconds 90000s old'],
    within: ['backup_timestamp_seconds 82000s old'],
  },
  {
    expression: 'queue_length / on (zone) group_left () queue_limit > 0.8',
    beyond: ['queue_length{zone="a"} 8.4'],
    within: ['queue_length{zone="a"} 7.6'],
  },
  {
    expression: 'queue_length * on (zone) group_left (pod) pod_of > 100',
    beyond: ['queue_length{zone="a"} 105'],
    within: ['queue_length{zone="a"} 100'],
  },
  {
    expression: 'label_replace(queue_length, "shard", "$1", "zone", "(.*)") > 100',
    beyond: ['queue_length{zone="a"} 105'],
    within: ['queue_length{zone="a"} 100'],
  },
  {
    expression: 'round(queue_length, 10) > 100',
    beyond: ['queue_length{zone="a"} 1000'],
    within: ['queue_length{zone="a"} 100'],
  },
  {
    expression: 'clamp_max(queue_length, 50) >= 50',
    beyond: ['queue_length{zone="a"} 100'],
    within: ['queue_length{zone="a"} 48'],
  },
  { expression: 'abs(room_celsius - 20) > 5', beyond: ['room_celsius 0'], within: [] },
  {
    expression: 'topk(1, queue_length) > 100',
    beyond: ['queue_length{zone="a"} 105'],
    within: ['queue_length{zone="a"} 100'],
  },
  { expression: 'queue_length > bool 5 == 1', beyond: ['queue_length{zone="a"} 10'], within: [] },
  { expression: 'queue_length > queue_limit', beyond: ['queue_length{zone="a"} 10.5'], within: [] },
  {
    expression: 'ceil(queue_length / 10) > 5',
    beyond: ['queue_length{zone="a"} 100'],
    within: ['queue_length{zone="a"} 0'],
  },
  {
    expression: 'queue_length offset 1h > 5',
    beyond: ['queue_length{zone="a"} 5.3'],
    within: ['queue_length{zone="a"} 5'],
  },
  { expression: 'queue_length % 2 == 1', beyond: ['queue_length{zone="a"} 1'], within: ['queue_length{zone="a"} 0'] },
]

describe('found by turning', () => {
  test.each(found)('$expression', async ({ expression, beyond, within }) => {
    const [proof] = proofsOf(await provingSystem([expression]))
    expect(proof && !isProven(proof) && proof.reason).toBe(false)
    const { story } = proof as Proof
    expect({ beyond: told(story, 'beyond'), within: told(story, 'within') }).toEqual({ beyond, within })
  })

  test('and Prometheus agrees', async () => {
    const systems = await Promise.all(found.map(({ expression }) => provingSystem([expression])))
    expect(await verdict(systems)).toBe('')
  })
})

const steady = (expression: string): string => `no steady levels of its series are found at which ${expression} holds`

describe('not to be found', () => {
  test.each([
    ['stddev(queue_length) > 5', undefined],
    ['zone:jobs:rate5m < 0.5 * zone:jobs:rate5m offset 1h', undefined],
    ['changes(queue_length[10m]) > 5', undefined],
    ['delta(queue_length[10m]) > 5', undefined],
    ['deriv(queue_length[10m]) > 1', undefined],
    ['queue_length < 0', undefined],
    ['queue_length > 5 and queue_length < 3', undefined],
    ['hour() > 8', 'it reads no series, and does not fire at midnight'],
    ['resets(jobs_total[10m]) > 0', undefined],
    ['count_values("v", queue_length) > 5', 'count_values("v", queue_length) is not evaluated'],
    ['room_celsius > 2000', undefined],
    ['stdvar_over_time(queue_length[5m]) > 2', undefined],
    ['zone:jobs:rate5m > 2 and hour() > 8', undefined],
  ])('%s', async (expression, reason = steady(expression)) => {
    expect(alertUnproven.run(await provingSystem([expression])).map(({ message }) => message)).toEqual([
      `is not proven to fire: ${reason}; correct its expression, or give it a scenario`,
    ])
  })
})
