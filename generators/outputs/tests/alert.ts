/** The test of one alert: its series, and what is seen of it at which time. */
import { formatDuration } from '../../../schemas/model/duration.ts'
import { printLine } from '../../../schemas/promql/print.ts'
import type { System } from '../../load/system.ts'
import type { Active } from '../../proof/alerting.ts'
import { annotation } from '../../proof/annotation.ts'
import type { Proof } from '../../proof/index.ts'
import type { Sight } from '../../proof/prove.ts'
import { timed, tracksOf } from '../../proof/timeline.ts'
import { valuesOf } from '../../proof/values.ts'
import type { Named } from '../../proof/world.ts'
import type { Comment } from '../file.ts'
import { annotationsOf } from '../rules/index.ts'

/** An element of `tests`, with comments that are placed within it. */
export interface Test {
  readonly value: object
  readonly comments: readonly Comment[]
}

export function alertTest(system: System, proof: Proof): Test {
  const { alert, story, sights } = proof
  const [told, states] = [sights.filter(isTold), sights.filter((sight) => !isTold(sight))]
  return {
    value: {
      name: alert.data.name,
      interval: formatDuration(story.every),
      input_series: inputSeries(proof),
      alert_rule_test: told.map((sight) => ({
        eval_time: formatDuration(sight.at),
        alertname: alert.data.name,
        exp_alerts: sight.alerts.map((active) => expected(system, proof, active)),
      })),
      ...(states.length > 0 && { promql_expr_test: states.map((sight) => stateTest(proof, sight)) }),
    },
    comments: [
      { path: [], text: summary(proof) },
      ...told.map((sight, i) => ({ path: ['alert_rule_test', i], text: worded(sight) })),
      ...states.map((sight, i) => ({ path: ['promql_expr_test', i], text: worded(sight) })),
    ],
  }
}

/** Whether it can be told with labels and annotations, which are of a firing alert only, and of a value that every release agrees on. */
const isTold = ({ state, exact }: Sight): boolean => state === 'silent' || (state === 'firing' && exact)

function inputSeries({ story }: Proof): object[] {
  const end = timed(story).at(-1)?.until ?? 0
  const count = Math.floor(end / story.every) + 1
  return tracksOf(story).map((track, i) => ({
    series: seriesText(story.series[i] as Named),
    values: valuesOf(track, count),
  }))
}

/** `name{label="value"}`; `{}` where there is neither. */
export const seriesText = ({ name, labels }: Named): string =>
  printLine({
    type: 'VectorSelector',
    name,
    matchers: Object.entries(labels.map).map(([label, value]) => ({ name: label, op: '=', value })),
  })

const labelsOf = ({ alert }: Proof, { labels }: Active): Record<string, string> => ({ ...labels.map, ...alert.labels })

function expected(system: System, proof: Proof, active: Active): object {
  const labels = labelsOf(proof, active)
  const texts = Object.entries(annotationsOf(system, proof.alert)).map(([name, text]) => [
    name,
    annotation(text, active),
  ])
  return { exp_labels: labels, exp_annotations: Object.fromEntries(texts) }
}

/** `ALERTS` is what Prometheus records of alerts, those that wait among them. */
function stateTest(proof: Proof, { at, state, alerts }: Sight): object {
  const name = proof.alert.data.name
  return {
    expr: `ALERTS{alertname="${name}"}`,
    eval_time: formatDuration(at),
    exp_samples: alerts.map((active) => ({
      labels: seriesText({
        name: 'ALERTS',
        labels: { key: '', map: { ...labelsOf(proof, active), alertname: name, alertstate: state } },
      }),
      value: 1,
    })),
  }
}

const phases = { healthy: 'Healthy', within: 'Just within', beyond: 'Just beyond', recovered: 'Recovered' } as const

const worded = ({ phase, why, state }: Sight): string =>
  `${phases[phase]}${phase === 'within' && why !== '' ? `, since ${why}` : ''}: ${state}.`

function summary({ story }: Proof): string {
  if (story.series.length === 0) return 'It fires always.'
  const parts = timed(story).map(
    ({ phase, from }) => `${phases[phase.kind].toLowerCase()} from ${formatDuration(from)}`,
  )
  return `${parts.join(', ')}.`.replace(/^./, (c) => c.toUpperCase())
}
