/** Where instances are, as far as it is known before they are discovered. */
import type { Addressing } from 'plimsoll'
import type { TargetData } from '../../schemas/model/target.ts'

/** What `instance` is, where it is known: `host:port` of each host, or each URL that is probed. */
export function addressesOf(target: TargetData, addressing: Addressing): string[] {
  return target.probe ? [...target.probe.urls] : hostsOf(target, addressing)
}

/** `host:port` of the blackbox_exporter that a target has probed. */
export const askedAt = (target: TargetData, addressing: Addressing): string => hostsOf(target, addressing)[0] ?? ''

function hostsOf(target: TargetData, addressing: Addressing): string[] {
  if (addressing.by !== 'loopback') return target.hosts.map((host) => `${host}:${target.port}`)
  return target.hosts.map(
    (host) => `127.0.0.1:${addressing.ports[`${target.name}/${host}`] ?? addressing.ports[target.name] ?? target.port}`,
  )
}
