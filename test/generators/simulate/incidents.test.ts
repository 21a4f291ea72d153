/** What scenarios do to what is simulated: incidents as long as they last, and healthy levels the rest of the time. */
import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import type { System } from '../../../generators/load/system.ts'
import type { Episode } from '../../../generators/simulate/course.ts'
import type { Family } from '../../../generators/simulate/exposition.ts'
import type { Model } from '../../../generators/simulate/model.ts'
import {
  behaviour,
  incidents,
  modelWith,
  samplesIn,
  scrapeOf,
  seriesOf,
  since,
  systemNamed,
} from '../../support/simulated.ts'

const later = fc.integer({ min: 0, max: 400_000 }).map((seconds) => since + seconds / 2)
const isGrowing = ({ type }: Family): boolean => type === 'counter' || type === 'histogram'

describe('incidents', () => {
  const backend = { job: 'backend', instance: '127.0.0.1:8000' }
  const errors = { ...backend, method: 'GET', endpoint: '/orders', status: '500' }
  const exposed = seriesOf('http_requests_total', { method: 'GET', endpoint: '/orders', status: '500' })
  const slow = (series: string, perSecond: number, labels: object = {}) =>
    behaviour(series, { ...backend, method: 'GET', endpoint: '/orders', ...labels }, { kind: 'rate', perSecond })
  const known = incidents({
    ApiErrorsHigh: [behaviour('http_requests_total', errors, { kind: 'rate', perSecond: 7 })],
    ApiLatencyHigh: [
      slow('http_request_duration_seconds_bucket', 4, { le: '1.0' }),
      slow('http_request_duration_seconds_count', 10),
    ],
    TargetDown: [behaviour('up', backend, { kind: 'value', value: 0 })],
    WebsocketConnectionsHigh: [behaviour('websocket_connections_active', backend, { kind: 'value', value: 1001 })],
    RedisDown: [behaviour('redis_up', { job: 'redis', instance: '127.0.0.1:9121' }, { kind: 'absent' })],
    DiskSpaceLow: [
      behaviour(
        'process_start_time_seconds',
        { job: 'prometheus', instance: '127.0.0.1:9090' },
        { kind: 'age', seconds: 5 },
      ),
    ],
  })
  const start = since + 5000
  const during = (alert: string, to?: number): readonly Episode[] => [
    { alert, from: start, ...(to !== undefined && { to }) },
  ]
  let pybase: System
  let model: Model
  beforeAll(async () => {
    pybase = await systemNamed('pybase')
    model = modelWith(pybase, { incidents: known })
  })
  const at = (time: number, episodes: readonly Episode[], job = 'backend') =>
    samplesIn(scrapeOf(model, job, time, episodes))

  test('a counter grows at its rate while one lasts, and goes on from there when it is over', () => {
    const value = (time: number, episodes: readonly Episode[]) => at(time, episodes).get(exposed) ?? Number.NaN
    const before = value(start, [])
    expect(value(start + 60, during('ApiErrorsHigh'))).toBeCloseTo(before + 60 * 7, 3)
    const over = during('ApiErrorsHigh', start + 100)
    expect(value(start + 100, over)).toBeCloseTo(before + 700, 3)
    expect(value(start + 200, over)).toBeGreaterThanOrEqual(before + 700)
    expect(value(start + 200, over)).toBeLessThan(before + 900)
  })

  test('counters never fall, whatever begins and ends', () => {
    const instants = fc.array(fc.integer({ min: 0, max: 900 }), { minLength: 3, maxLength: 8 })
    const alerts = fc.constantFrom('ApiErrorsHigh', 'ApiLatencyHigh')
    fc.assert(
      fc.property(
        fc.array(fc.tuple(alerts, fc.nat(500), fc.nat(300)), { maxLength: 4 }),
        instants,
        (given, seconds) => {
          const episodes = given.map(([alert, from, lasts]) => ({
            alert,
            from: start + from,
            to: start + from + lasts,
          }))
          let before = new Map<string, number>() as ReadonlyMap<string, number>
          for (const second of seconds.toSorted((a, b) => a - b)) {
            const families = (scrapeOf(model, 'backend', start + second, episodes) ?? []).filter(isGrowing)
            const now = samplesIn(families)
            for (const [series, value] of before) expect(now.get(series), series).toBeGreaterThanOrEqual(value)
            before = now
          }
        },
      ),
      { numRuns: 30 },
    )
  })

  test('a histogram stays one', () => {
    const rateOf = (suffix: string, le?: string) => {
      const labels = { method: 'GET', endpoint: '/orders', ...(le && { le }) }
      const series = seriesOf(`http_request_duration_seconds_${suffix}`, labels)
      const [from = 0, to = 0] = [100, 200].map((later) => at(start + later, during('ApiLatencyHigh')).get(series))
      return (to - from) / 100
    }
    expect(rateOf('bucket', '1')).toBeCloseTo(4, 6)
    expect(rateOf('bucket', '2.5')).toBeCloseTo(10, 6)
    expect(rateOf('bucket', '+Inf')).toBeCloseTo(10, 6)
    expect(rateOf('count')).toBeCloseTo(10, 6)
    expect(rateOf('sum')).toBeGreaterThan(10)
  })

  test('a value is what it is told to be, and what it was when it is over', () => {
    const value = (episodes: readonly Episode[]) => at(start + 50, episodes).get('websocket_connections_active{}')
    expect(value(during('WebsocketConnectionsHigh'))).toBe(1001)
    expect(value(during('WebsocketConnectionsHigh', start + 40))).toBe(value([]))
  })

  test('a time is as long ago as it is told to be', () => {
    const value = (later: number) =>
      at(start + later, during('DiskSpaceLow'), 'prometheus').get('process_start_time_seconds{}')
    expect([value(10), value(70)]).toEqual([start + 5, start + 65])
  })

  test('a series that is absent is not exposed, and the others are', () => {
    const redis = (episodes: readonly Episode[]) => [...at(start + 1, episodes, 'redis').keys()]
    expect(redis([])).toContain('redis_up{}')
    expect(redis(during('RedisDown'))).toEqual(redis([]).filter((series) => series !== 'redis_up{}'))
  })

  test('a target that is not up refuses, and no other does', () => {
    const answers = (episodes: readonly Episode[]) =>
      model.places.map((place) => model.scrape(place, { time: start + 1, episodes }) !== undefined)
    expect(answers(during('TargetDown')).indexOf(false)).toBe(0)
    expect(answers(during('TargetDown')).filter((one) => !one)).toHaveLength(1)
    expect(answers(during('TargetDown', start + 1))).not.toContain(false)
  })

  test('what nobody told of does not stand in the way of what an alert looks at', () => {
    const grown = (episodes: readonly Episode[]) => {
      const [from, to] = [start + 100, start + 200].map((time) => at(time, episodes))
      const growing = [...(from ?? [])].filter(([series, value]) => (to?.get(series) ?? value) > value)
      return growing.map(([series]) => series).filter((series) => series.startsWith('http_requests_total'))
    }
    expect(grown([]).length).toBeGreaterThan(5)
    expect(grown(during('ApiErrorsHigh'))).toEqual([exposed])
    expect(grown(during('ApiLatencyHigh'))).toEqual(grown([]))
  })

  test('of two, the later one has its way', () => {
    const both = modelWith(pybase, {
      incidents: incidents({
        ApiErrorsHigh: [behaviour('websocket_connections_active', backend, { kind: 'value', value: 1 })],
        TargetDown: [behaviour('websocket_connections_active', backend, { kind: 'value', value: 2 })],
      }),
    })
    const value = (first: string, second: string) =>
      samplesIn(
        scrapeOf(both, 'backend', start + 50, [
          { alert: first, from: start },
          { alert: second, from: start + 1 },
        ]),
      ).get('websocket_connections_active{}')
    expect([value('ApiErrorsHigh', 'TargetDown'), value('TargetDown', 'ApiErrorsHigh')]).toEqual([2, 1])
  })
})

describe('what is healthy', () => {
  const backend = { job: 'backend', instance: '127.0.0.1:8000' }
  const requests = (endpoint: string, status: string, perSecond: number) =>
    behaviour('http_requests_total', { ...backend, method: 'GET', endpoint, status }, { kind: 'rate', perSecond })
  let model: Model
  beforeAll(async () => {
    const healthy = [
      requests('/orders', '200', 40),
      requests('/orders', '500', 0),
      behaviour('websocket_connections_active', backend, { kind: 'value', value: 500 }),
    ]
    model = modelWith(await systemNamed('pybase'), { healthy })
  })
  const at = (time: number) => samplesIn(scrapeOf(model, 'backend', time))

  test('moves by a few per cent around what is told', () => {
    fc.assert(
      fc.property(later, (time) => {
        const told = at(time).get('websocket_connections_active{}') ?? 0
        expect(Math.abs(told / 500 - 1)).toBeLessThan(0.04)
        const series = seriesOf('http_requests_total', { method: 'GET', endpoint: '/orders', status: '200' })
        const rate = ((at(time + 100).get(series) ?? 0) - (at(time).get(series) ?? 0)) / 100
        expect(Math.abs(rate / 40 - 1)).toBeLessThan(0.04)
      }),
      { numRuns: 20 },
    )
  })

  test('what is told to be nothing stays nothing, and what is beside it adds little', () => {
    const grown = [...at(since + 2000)]
      .filter(([series]) => series.startsWith('http_requests_total'))
      .map(([series, value]) => [series, (value - (at(since + 1000).get(series) ?? 0)) / 1000] as const)
    const errors = grown.filter(([series]) => series.includes('status="500"'))
    expect(errors.map(([, rate]) => rate)).toEqual(errors.map(() => 0))
    const all = grown.reduce((sum, [, rate]) => sum + rate, 0)
    expect(all).toBeGreaterThan(38)
    expect(all).toBeLessThan(46)
  })
})
