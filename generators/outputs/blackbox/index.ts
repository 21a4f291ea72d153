import type { ModuleData, ProberData } from '../../../schemas/model/probe.ts'
import type { System } from '../../load/system.ts'
import { type Output, origin, yamlFile } from '../file.ts'
import { authorization, tls } from '../http-client.ts'

export const blackbox: Output = (system) => {
  const modules = modulesOf(system)
  if (modules.length === 0) return []
  return [
    yamlFile({
      path: `${system.name}/blackbox/blackbox.yml`,
      schema: 'blackbox',
      value: { modules: Object.fromEntries(modules.map((module) => [module.name, render(module)])) },
      origin: origin(system, ...modules.map(({ file }) => file)),
    }),
  ]
}

/** Each module once, by name. */
export function modulesOf({ targets }: System): ModuleData[] {
  const modules = targets.flatMap(({ data }) => (data.probe ? [data.probe.module.data] : []))
  return [...new Map(modules.map((module) => [module.name, module])).values()].sort((a, b) =>
    a.name < b.name ? -1 : 1,
  )
}

function render({ asks, protocol, timeout }: ModuleData): object {
  const family = { preferred_ip_protocol: protocol, ip_protocol_fallback: false }
  return {
    prober: asks.prober,
    ...(timeout !== undefined && { timeout: timeout % 1000 === 0 ? `${timeout / 1000}s` : `${timeout}ms` }),
    [asks.prober]: { ...family, ...prober(asks) },
  }
}

function prober(asks: ProberData): object {
  switch (asks.prober) {
    case 'http':
      return http(asks)
    case 'tcp':
      return { ...(asks.encrypted && { tls: true }), ...tls(asks.tls) }
    case 'grpc':
      return { ...(asks.service && { service: asks.service }), tls: asks.encrypted ?? false, ...tls(asks.tls) }
    case 'dns':
      return { query_name: asks.query, query_type: asks.type ?? 'A' }
    case 'icmp':
      return {}
  }
}

function http(asks: Extract<ProberData, { prober: 'http' }>): object {
  const { encrypted, headers = {}, bodyMatches = [], bodyLacks = [] } = asks
  return {
    method: asks.method ?? 'GET',
    ...(asks.status && asks.status.length > 0 && { valid_status_codes: asks.status }),
    ...(Object.keys(headers).length > 0 && { headers }),
    ...(asks.body !== undefined && { body: asks.body }),
    ...(asks.followRedirects === false && { follow_redirects: false }),
    ...(encrypted === true && { fail_if_not_ssl: true }),
    ...(encrypted === false && { fail_if_ssl: true }),
    ...(bodyMatches.length > 0 && { fail_if_body_not_matches_regexp: bodyMatches }),
    ...(bodyLacks.length > 0 && { fail_if_body_matches_regexp: bodyLacks }),
    ...authorization(asks.authorization),
    ...tls(asks.tls),
  }
}
