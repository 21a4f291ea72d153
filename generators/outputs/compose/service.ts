/** What all services have in common: the end of each. */
import type { LimitsData } from '../../../schemas/model/container.ts'
import { hasDemo, profiles } from '../../facts/demo.ts'
import type { System } from '../../load/system.ts'

interface Hardening {
  readonly capabilities?: readonly string[]
  readonly limits: LimitsData
  readonly processes: number
  readonly gpus?: boolean
}

/** Restarts, rights, limits and logs: the end of every service. */
export function hardened({ capabilities = [], limits, processes, gpus = false }: Hardening): object {
  return {
    restart: 'unless-stopped',
    read_only: true,
    cap_drop: ['ALL'],
    ...(capabilities.length > 0 && { cap_add: capabilities }),
    security_opt: ['no-new-privileges:true'],
    deploy: {
      resources: {
        limits: { cpus: String(limits.cpus), memory: inBinary(limits.memory), pids: processes },
        ...(gpus && { reservations: { devices: [{ driver: 'nvidia', count: 'all', capabilities: ['gpu'] }] } }),
      },
    },
    logging: { driver: 'json-file', options: { 'max-size': '10m', 'max-file': '3' } },
  }
}

/** Fails thrice before a container is called unhealthy; the start is not held against it. */
export const healthcheck = (test: readonly string[], startPeriod: string): object => ({
  test: ['CMD', ...test],
  interval: '30s',
  timeout: '5s',
  retries: 3,
  start_period: startPeriod,
})

/** The profile of the definition, or the one that .env starts, which leaves out the demo. */
export function profileOf({ data }: System): object {
  const profile = data.stack?.data.profile ?? (hasDemo(data) ? profiles.stack : undefined)
  return profile === undefined ? {} : { profiles: [profile] }
}

/** A folder beside the Compose file; a missing one is an error, and is not made by Docker as root. */
export const mounted = (source: string, target: string): object => ({
  type: 'bind',
  source,
  target,
  read_only: true,
  // what is mounted below the host's root later is seen too
  bind: source === '/' ? { propagation: 'rslave' } : { create_host_path: false },
})

export const volume = (source: string, target: string): object => ({ type: 'volume', source, target })

/** Bytes in the largest unit that leaves no rest: `512m`, as Compose reads them. */
export function inBinary(bytes: number, units: readonly string[] = ['b', 'k', 'm', 'g']): string {
  const step = units.findLastIndex((_, i) => bytes % 1024 ** i === 0)
  return `${bytes / 1024 ** step}${units[step]}`
}
