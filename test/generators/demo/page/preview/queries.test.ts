/** What Grafana puts in place of variables, and how far apart it lets points be. */
import { describe, expect, test } from 'vitest'
import { aligned, secondsOf, stepOf, timeVariables } from '../../../../../generators/demo/page/preview/interval.ts'
import { customValues, labelValues, substitute } from '../../../../../generators/demo/page/preview/variables.ts'

const job = {
  name: 'job',
  type: 'query',
  query: 'label_values(up, job)',
  multi: true,
  includeAll: true,
  allValue: '.+',
}
const query = 'up{job=~"$job"}'

describe('substitute', () => {
  test.each([
    ['all of them', [], 'up{job=~".+"}'],
    ['one', ['api'], 'up{job=~"api"}'],
    ['several', ['api', 'web'], 'up{job=~"(api|web)"}'],
    ['what means something in a regular expression', ['a.b(c)|d'], 'up{job=~"a\\\\.b\\\\(c\\\\)\\\\|d"}'],
    ['what would end the string', ['x"} or up{y="'], 'up{job=~"x\\"\\\\} or up\\\\{y=\\""}'],
    ['a backslash', ['a\\b'], 'up{job=~"a\\\\\\\\b"}'],
  ])('%s', (_, values, expected) => {
    expect(substitute(query, [job], { job: values })).toBe(expected)
  })

  test('knows both spellings, and leaves alone what nobody knows', () => {
    expect(substitute(`\${job} $job $jobs`, [job], { job: ['a'] })).toBe('a a $jobs')
  })

  test('puts times in', () => {
    const times = timeVariables({ from: 0, to: 900 }, 30, 15)
    expect(substitute('rate(x[$__rate_interval]) + rate(x[$__interval]) + increase(x[$__range])', [], {}, times)).toBe(
      'rate(x[60s]) + rate(x[30s]) + increase(x[900s])',
    )
  })
})

test.each([
  ['four scrapes where points are close', 1, 15, '60s'],
  ['the step and a scrape where they are not', 60, 15, '75s'],
  ['of another interval', 5, 1, '6s'],
])('$__rate_interval is %s', (_, step, scrape, expected) => {
  expect(timeVariables({ from: 0, to: 900 }, step, scrape).__rate_interval).toBe(expected)
})

test.each([
  ['15 minutes on 600 pixels', 900, 600, 1, 2],
  ['the same where scrapes are 15 s apart', 900, 600, 15, 15],
  ['6 hours', 21_600, 600, 15, 30],
  ['a week', 604_800, 600, 15, 900],
  ['a place without a width', 900, 0, 15, 900],
])('the step of %s', (_, length, pixels, least, expected) => {
  expect(stepOf({ from: 0, to: length }, pixels, least)).toBe(expected)
})

test('points stay where they are', () => {
  expect(aligned({ from: 7, to: 67 }, 15)).toEqual({ from: 0, to: 60 })
})

test.each([
  ['1m', 60],
  ['30s', 30],
  ['7d', 604_800],
  ['1m30s', undefined],
  ['', undefined],
])('%s are %s seconds', (span, expected) => {
  expect(secondsOf(span)).toBe(expected)
})

test('label_values names a selector and a label', () => {
  expect(labelValues('label_values(up{job=~"a|b, c"}, instance)')).toEqual({
    match: 'up{job=~"a|b, c"}',
    label: 'instance',
  })
  expect(labelValues('label_values(job)')).toEqual({ match: undefined, label: 'job' })
  expect(labelValues('query_result(up)')).toBeUndefined()
})

test('custom values are separated by commas', () => {
  expect(customValues('dev,stage, a\\,b')).toEqual(['dev', 'stage', 'a,b'])
})
