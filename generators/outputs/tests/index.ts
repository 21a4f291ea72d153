/**
 * Unit tests of rules, which `promtool test rules` runs: for each alert its story, for each recording rule a value.
 * https://prometheus.io/docs/prometheus/latest/configuration/unit_testing_rules/
 */
import { formatDuration } from '../../../schemas/model/duration.ts'
import { groupsNeeded, inReadingOrder } from '../../facts/reading.ts'
import type { ResolvedGroup, ResolvedRule, System } from '../../load/system.ts'
import { isProven, proofsOf } from '../../proof/index.ts'
import { isRecorded, recordedOf } from '../../proof/recording.ts'
import { type Comment, type Output, type OutputFile, origin, yamlFile } from '../file.ts'
import { alertTest, type Test } from './alert.ts'
import { recordingTest } from './recording.ts'

export const tests: Output = (system) => {
  const files = [...new Set(system.groups.map((group) => group.data.writtenTo))].sort()
  return files.flatMap((file) => testFiles(system, file))
}

/** A test with the rule that it is of, and how often rules are evaluated in it. */
interface Paced {
  readonly rule: ResolvedRule
  readonly pace: number
  readonly test: Test
}

/** One file for most; another for tests of a rule file that go by the hour. */
function testFiles(system: System, file: string): OutputFile[] {
  const groups = system.groups.filter((group) => group.data.writtenTo === file)
  const all = testsOf(system, groups)
  const paces = [...new Set(all.map(({ pace }) => pace))].sort((a, b) => a - b)
  return paces.map((pace, i) =>
    testFile(
      system,
      i === 0 ? file : `${file}-every-${formatDuration(pace)}`,
      all.filter((one) => one.pace === pace),
      pace,
    ),
  )
}

function testsOf(system: System, groups: readonly ResolvedGroup[]): Paced[] {
  const alerts = new Map(proofsOf(system).map((proof) => [proof.alert as ResolvedRule, proof]))
  const recordings = new Map(recordedOf(system).map((one) => [one.rule as ResolvedRule, one]))
  return groups
    .flatMap((group) => group.rules)
    .flatMap((rule) => {
      const [proof, recorded] = [alerts.get(rule), recordings.get(rule)]
      if (proof && isProven(proof)) return [{ rule, pace: proof.pace, test: alertTest(system, proof) }]
      if (recorded && isRecorded(recorded)) return [{ rule, pace: recorded.pace, test: recordingTest(recorded) }]
      return []
    })
}

function testFile(system: System, name: string, all: readonly Paced[], pace: number): OutputFile {
  const groups = inReadingOrder(
    groupsNeeded(
      all.map(({ rule }) => rule),
      system,
    ),
    system,
  )
  const files = [...new Set(groups.map((group) => group.data.writtenTo))].sort()
  // rule files are read as a whole
  const loaded = inReadingOrder(
    system.groups.filter(({ data }) => files.includes(data.writtenTo)),
    system,
  )
  return yamlFile({
    path: `${system.name}/prometheus/tests/${name}.yml`,
    schema: 'rule-tests',
    value: {
      rule_files: files.map((file) => `../rules/${file}.yml`),
      evaluation_interval: formatDuration(pace),
      group_eval_order: loaded.map(({ data }) => data.name),
      tests: all.map(({ test }) => test.value),
    },
    origin: origin(system, ...all.map(({ rule }) => rule.data.file)),
    comments: all.flatMap(({ test }, i): Comment[] =>
      test.comments.map(({ path, text }) => ({ path: ['tests', i, ...path], text })),
    ),
  })
}
