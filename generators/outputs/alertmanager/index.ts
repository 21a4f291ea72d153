/**
 * alertmanager.yml, and the messages that it sends; nothing for a system without alerting.
 * https://prometheus.io/docs/alerting/latest/configuration/
 */
import { readFileSync } from 'node:fs'
import type { TimeIntervalData } from '../../../schemas/model/time-interval.ts'
import { escapeRegex } from '../../../schemas/promql/select.ts'
import { partsOf } from '../../load/alerting.ts'
import type { System } from '../../load/system.ts'
import { type Output, type OutputFile, origin, yamlFile } from '../file.ts'
import { type Inhibition, inhibitionsOf } from './inhibition.ts'
import { receiverConfig } from './receiver.ts'
import { matcher, rootRoute } from './route.ts'

export const alertmanager: Output = (system) => {
  const { alerting } = system.data
  if (!alerting) return []
  const { receivers, routes, timeIntervals } = partsOf(alerting)
  const inhibitions = inhibitionsOf(system)
  const parts = [alerting, ...receivers, ...routes, ...timeIntervals]
  const files = parts.map(({ data }) => data.file).filter((file) => file !== '')
  const value = {
    templates: ['templates/*.tmpl'],
    route: rootRoute(system, alerting.data),
    ...(inhibitions.length > 0 && { inhibit_rules: inhibitions.map(inhibitRule) }),
    ...(timeIntervals.length > 0 && { time_intervals: timeIntervals.map(({ data }) => timeInterval(data)) }),
    receivers: receivers.map(({ data }) => receiverConfig(data)),
  }
  return [
    yamlFile({
      path: `${system.name}/alertmanager/alertmanager.yml`,
      schema: 'alertmanager',
      value,
      origin: origin(system, system.data.file, ...files),
      comments: inhibitions.map(({ why }, i) => ({ path: ['inhibit_rules', i], text: why })),
    }),
    messages(system),
  ]
}

let text: string | undefined

/** The same for every system: what differs comes with the alerts. */
function messages(system: System): OutputFile {
  text ??= readFileSync(new URL('templates/messages.tmpl', import.meta.url), 'utf8')
  const path = `${system.name}/alertmanager/templates/messages.tmpl`
  return { path, text: `{{/* ${origin(system)} */}}\n${text}` }
}

function inhibitRule({ source, targets, equal }: Inhibition): object {
  const [first = ''] = targets
  const target =
    targets.length === 1
      ? ({ name: 'alertname', op: '=', value: first } as const)
      : ({ name: 'alertname', op: '=~', value: targets.map(escapeRegex).join('|') } as const)
  return {
    source_matchers: Object.entries(source).map(([name, value]) => matcher({ name, op: '=', value })),
    target_matchers: [matcher(target)],
    ...(equal.length > 0 && { equal }),
  }
}

function timeInterval({ name, spans }: TimeIntervalData): object {
  return {
    name,
    time_intervals: spans.map(({ times, weekdays, daysOfMonth, months, years, location }) => ({
      ...(times && { times: times.map(({ from, to }) => ({ start_time: from, end_time: to })) }),
      ...(weekdays && { weekdays }),
      ...(daysOfMonth && { days_of_month: daysOfMonth }),
      ...(months && { months }),
      ...(years && { years }),
      ...(location && { location }),
    })),
  }
}
