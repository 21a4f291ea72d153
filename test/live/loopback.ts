/** A system's definition and its Alertmanager configuration, for a run on this machine that takes seconds. */
import { byLoopback, type RuleGroup, type SystemDefinition } from 'plimsoll'
import { formatDuration, parseDuration } from '../../schemas/model/duration.ts'
import { systemSchema } from '../../schemas/model/system.ts'

/** How often everything is scraped and evaluated. */
const interval = 1000

/** Ports of 127.0.0.1: of targets by `job/host`, and of the Alertmanager. */
export interface Ports {
  readonly targets: Readonly<Record<string, number>>
  readonly alertmanager: number
}

/** The same definition: other addresses, one second instead of each interval, and alerts that fire at once. */
export function onLoopback(definition: SystemDefinition, { targets, alertmanager }: Ports): SystemDefinition {
  const data = systemSchema.parse(definition.data)
  return {
    data: {
      ...data,
      addressing: byLoopback(targets),
      alertmanagers: [`127.0.0.1:${alertmanager}`],
      scrapeInterval: interval,
      scrapeTimeout: interval,
      evaluationInterval: interval,
      targets: data.targets.map((one) => ({ ...one, data: { ...one.data, interval: undefined, timeout: undefined } })),
      rules: data.rules.map(atOnce),
      // nothing that is tested leaves the machine; nobody listens there
      remoteWrite: data.remoteWrite.map((remote) => ({ ...remote, url: 'http://127.0.0.1:9/write' })),
    },
  }
}

const atOnce = ({ data }: RuleGroup): RuleGroup => ({
  data: {
    ...data,
    interval: undefined,
    rules: data.rules.map((rule) =>
      rule.kind === 'alert' ? { ...rule, data: { ...rule.data, for: undefined } } : rule,
    ),
  },
})

interface Route extends Record<string, unknown> {
  readonly routes?: readonly Route[]
}

/** alertmanager.yml, as far as it is changed here. */
export interface AlertmanagerConfig extends Record<string, unknown> {
  readonly route: Route
  readonly receivers: readonly (Record<string, unknown> & { readonly name: string })[]
}

/** How much sooner messages are sent: a minute becomes 12 ms, an hour less than a second. */
const factor = 5000

/**
 * The configuration with a webhook for each receiver, at its name below the URL. Routes, grouping and inhibition stay; waits
 * are shorter, and no route is silent at the hour of the test.
 */
export function toWebhooks({ route, receivers, ...rest }: AlertmanagerConfig, url: string): AlertmanagerConfig {
  return { ...rest, route: sooner(route), receivers: receivers.map((one) => webhook(one, url)) }
}

function sooner({ routes, ...route }: Route): Route {
  const entries = Object.entries(route)
    .filter(([key]) => key !== 'mute_time_intervals' && key !== 'active_time_intervals')
    .map(([key, value]) => [key, /^(group_wait|group_interval|repeat_interval)$/.test(key) ? shortened(value) : value])
  return { ...Object.fromEntries(entries), ...(routes && { routes: routes.map(sooner) }) }
}

const shortened = (duration: unknown): string =>
  formatDuration(Math.ceil((parseDuration(String(duration)) ?? Number.NaN) / factor))

type Receiver = AlertmanagerConfig['receivers'][number]

/** A receiver that tells nobody still does not. */
function webhook({ name, ...sections }: Receiver, url: string): Receiver {
  const integrations = Object.values(sections).flat() as { readonly send_resolved?: boolean }[]
  if (integrations.length === 0) return { name }
  const resolved = integrations.some(({ send_resolved }) => send_resolved)
  return { name, webhook_configs: [{ send_resolved: resolved, url: `${url}/${name}` }] }
}
