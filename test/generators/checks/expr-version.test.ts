import { count, firstOverTime, gt, holtWinters, hours, limitk, madOverTime, max, sortByLabel } from 'plimsoll'
import { describe, expect, test } from 'vitest'
import { versionProblem } from '../../../generators/checks/expr-version.ts'
import { alarm, connections, type Parts, table } from '../../support/system.ts'

const smoothed = alarm(gt(holtWinters(connections, hours(1), { smoothing: 0.5, trend: 0.3 }), count(5)))
const spread = alarm(gt(madOverTime(connections, hours(1)), count(5)))
const some = alarm(gt(limitk(5, connections), count(5)))
const first = alarm(gt(firstOverTime(connections, hours(1)), count(5)))
const on = (prometheus: string, ...rules: readonly ReturnType<typeof alarm>[]): Parts => ({ prometheus, rules })

const young = (func: string, since: string, has: string) =>
  `expr/version Trouble: ${func}() came with Prometheus ${since}, and this system targets ${has}; ` +
  'raise prometheus in its definition, or do without'
const experimental = (func: string, has: string) =>
  `expr/version Trouble: ${func}() is experimental in Prometheus ${has}; ` +
  "set experimentalFunctions in the system's definition, or do without"

describe('what the release cannot evaluate is found', () => {
  table([
    {
      name: 'holt_winters on 3.5',
      input: on('3.5', smoothed),
      problems: ['expr/version Trouble: holt_winters() is gone since Prometheus 3.0, and this system targets 3.5'],
    },
    {
      name: 'mad_over_time on 2.42',
      input: on('2.42', spread),
      problems: [young('mad_over_time', '2.49', '2.42')],
    },
    {
      name: 'mad_over_time on 3.5, without experimental functions',
      input: on('3.5', spread),
      problems: [experimental('mad_over_time', '3.5')],
    },
    {
      name: 'limitk on 2.53, even with experimental functions',
      input: { ...on('2.53', some), experimentalFunctions: true },
      problems: [young('limitk', '2.54', '2.53')],
    },
    {
      name: 'limitk on 3.0, without experimental functions',
      input: on('3.0', some),
      problems: [experimental('limitk', '3.0')],
    },
    {
      name: 'first_over_time while it was experimental',
      input: on('3.13', first),
      problems: [experimental('first_over_time', '3.13')],
    },
    {
      name: 'sort_by_label inside of something else',
      input: on('2.48', alarm(gt(max(sortByLabel(connections, 'pool')), count(5)))),
      problems: [young('sort_by_label', '2.49', '2.48')],
    },
  ])
})

describe('what the release can evaluate is left alone', () => {
  table([
    { name: 'holt_winters on 2.55', input: on('2.55', smoothed), problems: [] },
    {
      name: 'mad_over_time with experimental functions',
      input: { ...on('2.49', spread), experimentalFunctions: true },
      problems: [],
    },
    {
      name: 'limitk with experimental functions',
      input: { ...on('3.5', some), experimentalFunctions: true },
      problems: [],
    },
    { name: 'first_over_time since it is stable', input: on('3.14', first), problems: [] },
  ])
})

test.each([
  ['2.9', true],
  ['3.2', true],
  ['3.9', true],
  ['3.12', false],
  ['3.15', false],
])('releases are compared as numbers: end() is too young for %s is %s', (prometheus, young) => {
  expect(versionProblem('end', { prometheus, experimentalFunctions: true }) !== undefined).toBe(young)
})
