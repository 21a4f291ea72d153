/** The alerts of a system as Prometheus sees them, with what the definitions say of each. */
import type { ToldAlert, ToldDemo } from '../told.ts'
import type { Labels } from './series.ts'

export type State = 'firing' | 'pending' | 'inactive' | 'unknown'

export interface Instance {
  readonly state: State
  readonly labels: Labels
  readonly description: string
  readonly value: number
  /** Milliseconds since 1970. */
  readonly since: number
}

export interface AlertNow extends ToldAlert {
  readonly state: State
  readonly instances: readonly Instance[]
  /** Whether its incident runs; undefined where there is none for it. */
  readonly incident: boolean | undefined
  /** What Prometheus says where it cannot evaluate the rule. */
  readonly error: string | undefined
}

/** The data of an answer to `rules`. */
export interface RulesData {
  readonly groups: readonly { readonly rules: readonly Rule[] }[]
}

interface Rule {
  readonly name: string
  readonly state?: State
  readonly lastError?: string
  readonly alerts?: readonly {
    readonly state: State
    readonly labels: Labels
    readonly annotations: Labels
    readonly activeAt: string
    readonly value: string
  }[]
}

/** The alerts in the order of the definitions; unknown where Prometheus does not have the rule, or does not answer. */
export function alertsNow(
  told: readonly ToldAlert[],
  rules: RulesData | undefined,
  incidents: ToldDemo['incidents'],
): AlertNow[] {
  const all = (rules?.groups ?? []).flatMap((group) => group.rules)
  return told.map((alert) => {
    const own = all.filter(({ name }) => name === alert.name)
    const instances = own.flatMap(instancesOf)
    return {
      ...alert,
      state: worst(own.map(({ state = 'unknown' }) => state)),
      instances,
      incident: incidents.find((one) => one.alert === alert.name)?.running,
      error: own.map(({ lastError }) => lastError).find((error) => error),
    }
  })
}

const instancesOf = ({ alerts = [] }: Rule): Instance[] =>
  alerts.map(({ state, labels, annotations, activeAt, value }) => ({
    state,
    labels: Object.fromEntries(Object.entries(labels).filter(([name]) => name !== 'alertname' && name !== 'severity')),
    description: annotations.description ?? '',
    value: Number(value.replace('Inf', 'Infinity')),
    since: Date.parse(activeAt),
  }))

const order: readonly State[] = ['firing', 'pending', 'inactive', 'unknown']

const worst = (states: readonly State[]): State => order.find((state) => states.includes(state)) ?? 'unknown'

/** What has changed, in one sentence to be read aloud; empty where nothing has. */
export function changesBetween(before: readonly AlertNow[], after: readonly AlertNow[]): string {
  const states = new Map(before.map(({ name, state }) => [name, state]))
  const changed = after.filter(({ name, state }) => states.has(name) && states.get(name) !== state)
  const known = changed.filter(({ name, state }) => state !== 'unknown' && states.get(name) !== 'unknown')
  if (known.length === 0) return ''
  const words = known.slice(0, 3).map(({ name, state }) => `${name} is ${state}`)
  return `${[...words, ...(known.length > 3 ? [`${known.length - 3} more alerts changed`] : [])].join(', ')}.`
}

/** Whether an alert is one that tells of something: one without a severity always fires, so that its silence is noticed. */
export const isTrouble = ({ severity }: ToldAlert): boolean => severity !== 'none'

export const countOf = (alerts: readonly AlertNow[], wanted: State): number =>
  alerts.filter((alert) => alert.state === wanted && isTrouble(alert)).length
