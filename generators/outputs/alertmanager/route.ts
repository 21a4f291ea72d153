/** The routing tree as Alertmanager reads it. */
import type { Severity } from '../../../schemas/model/alert.ts'
import type { AlertingData } from '../../../schemas/model/alerting.ts'
import { formatDuration } from '../../../schemas/model/duration.ts'
import type { LabelMatcher, RouteData, TimingData } from '../../../schemas/model/route.ts'
import type { System } from '../../load/system.ts'

const [second, minute, hour] = [1000, 60_000, 3_600_000]

/**
 * How urgent a severity is: a page goes out as soon as alerts that keep it still have arrived, and again every hour;
 * a warning once in a working day and night. The watchdog speaks often, since its silence is the message.
 */
const timings: Readonly<Record<Severity, Required<Omit<TimingData, 'groupBy'>>>> = {
  critical: { wait: 15 * second, interval: minute, repeat: hour },
  warning: { wait: minute, interval: 10 * minute, repeat: 12 * hour },
  info: { wait: 5 * minute, interval: hour, repeat: 24 * hour },
  none: { wait: 0, interval: minute, repeat: 5 * minute },
}

export function rootRoute({ data }: System, { otherwise, routes, ...timing }: AlertingData): object {
  // an alert's name tells its severity and its team
  const groupBy = [...Object.keys(data.externalLabels), 'alertname']
  return {
    receiver: otherwise.data.name,
    ...timingConfig({ groupBy, ...timings.warning, ...timing }),
    ...(routes.length > 0 && { routes: routes.map(({ data }) => route(data)) }),
  }
}

function route({ receiver, match, mute, active, routes, ...rest }: RouteData): object {
  return {
    receiver: receiver.data.name,
    matchers: match.map(matcher),
    ...(rest.continue && { continue: true }),
    ...timingConfig({ ...defaultsOf(match), ...rest }),
    ...(mute.length > 0 && { mute_time_intervals: mute.map(({ data }) => data.name) }),
    ...(active.length > 0 && { active_time_intervals: active.map(({ data }) => data.name) }),
    ...(routes.length > 0 && { routes: routes.map(({ data }) => route(data)) }),
  }
}

/** A route that takes one severity has its timing; any other has that of the route above. */
function defaultsOf(match: readonly LabelMatcher[]): TimingData {
  const severity = match.find(({ name, op }) => name === 'severity' && op === '=')?.value
  return severity !== undefined && Object.hasOwn(timings, severity) ? timings[severity as Severity] : {}
}

function timingConfig({ groupBy, wait, interval, repeat }: TimingData): object {
  return {
    ...(groupBy && { group_by: groupBy }),
    ...(wait !== undefined && { group_wait: formatDuration(wait) }),
    ...(interval !== undefined && { group_interval: formatDuration(interval) }),
    ...(repeat !== undefined && { repeat_interval: formatDuration(repeat) }),
  }
}

/** `severity="critical"`, which the parser before 0.27 and the one since read alike: always quoted, and escaped. */
export function matcher({ name, op, value }: LabelMatcher): string {
  return `${name}${op}"${value.replace(/[\\"]/g, '\\$&').replaceAll('\n', '\\n')}"`
}
