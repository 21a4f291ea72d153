/** An Alertmanager's configuration that tells a webhook in place of everybody, sooner. */
import { formatDuration, parseDuration } from '../../schemas/model/duration.ts'

interface Route extends Record<string, unknown> {
  readonly routes?: readonly Route[]
}

/** alertmanager.yml, as far as it is changed here. */
export interface AlertmanagerConfig extends Record<string, unknown> {
  readonly route: Route
  readonly receivers: readonly (Record<string, unknown> & { readonly name: string })[]
}

/**
 * The configuration with a webhook for each receiver, at its name below the URL. Routes, grouping and inhibition stay; waits
 * are shorter by the factor, and no route is silent at the hour of the run.
 */
export function toWebhooks(config: AlertmanagerConfig, url: string, factor: number): AlertmanagerConfig {
  const { route, receivers, ...rest } = config
  return { ...rest, route: sooner(route, factor), receivers: receivers.map((one) => webhook(one, url)) }
}

function sooner({ routes, ...route }: Route, factor: number): Route {
  const shortened = (duration: unknown): string =>
    formatDuration(Math.ceil((parseDuration(String(duration)) ?? Number.NaN) / factor))
  const entries = Object.entries(route)
    .filter(([key]) => key !== 'mute_time_intervals' && key !== 'active_time_intervals')
    .map(([key, value]) => [key, /^(group_wait|group_interval|repeat_interval)$/.test(key) ? shortened(value) : value])
  return { ...Object.fromEntries(entries), ...(routes && { routes: routes.map((one) => sooner(one, factor)) }) }
}

type Receiver = AlertmanagerConfig['receivers'][number]

/** A receiver that tells nobody still does not. */
function webhook({ name, ...sections }: Receiver, url: string): Receiver {
  const integrations = Object.values(sections).flat() as { readonly send_resolved?: boolean }[]
  if (integrations.length === 0) return { name }
  const resolved = integrations.some(({ send_resolved }) => send_resolved)
  return { name, webhook_configs: [{ send_resolved: resolved, url: `${url}/${name}` }] }
}
