/** The profile `demo`: the same programs and dashboards, with targets that are simulated, in a network of their own. */
import { httpHealth, mebibytes } from 'plimsoll'
import { limitsOf } from '../../../schemas/model/container.ts'
import type { CoreService } from '../../../schemas/model/stack.ts'
import { demoHost, demonstrated, demoPorts, hasDemo, simulatorHost } from '../../facts/demo.ts'
import { coreOf } from '../../facts/services.ts'
import type { System } from '../../load/system.ts'
import { coreService, grafanaEnvironment } from './core.ts'
import { hardened, healthcheck, mounted, profileOf } from './service.ts'

/** By the names of services; none where there is no demo. */
export function demoServices(system: System): Readonly<Record<string, object>> {
  if (!hasDemo(system.data)) return {}
  const demo = demonstrated(system)
  const programs = coreOf(demo.data).map((name) => [demoHost(name), program(demo, name)] as const)
  return { [simulatorHost]: simulator(demo), ...Object.fromEntries(programs) }
}

/** The `node` of its image. */
const user = '1000:1000'
/** What it runs, and nothing beside: secrets are in the same repository. */
const sources = ['definitions', 'generators', 'node_modules', 'package.json', 'schemas']

const simulator = (demo: System): object => ({
  image: demo.data.stack?.data.images.simulator,
  user,
  ...profileOf(demo),
  command: [
    ...['node', '/plimsoll/generators/start/plain.js', 'simulate', demo.name],
    ...['--as-services', '--port-from', String(demoPorts.simulator)],
  ],
  networks: { demo: { aliases: simulated(demo) } },
  volumes: sources.map((path) => mounted(`../../${path}`, `/plimsoll/${path}`)),
  healthcheck: soon(httpHealth(demoPorts.simulator, '/incidents')),
  stop_grace_period: '10s',
  ports: [`127.0.0.1:${demoPorts.simulator}:${demoPorts.simulator}`],
  ...hardened({ limits: limitsOf({ memory: mebibytes(512), cpus: 1 }), processes: 256 }),
})

/** All hosts of targets, but those that run themselves. */
function simulated({ data, targets }: System): string[] {
  const running: readonly string[] = coreOf(data)
  const hosts = new Set(targets.flatMap((target) => target.data.hosts))
  return [...hosts].filter((host) => !running.includes(host))
}

/** As it is in the stack, under the name that it has there, and with nothing that is kept or secret. */
function program(demo: System, name: CoreService): object {
  const { secrets: _, ...real } = coreService(demo, name) as { readonly secrets?: unknown }
  return {
    ...real,
    networks: { demo: { aliases: [name] } },
    ...programs[name](demo),
  }
}

const programs: Readonly<Record<CoreService, (demo: System) => object>> = {
  prometheus: ({ data, groups }) => ({
    volumes: [
      mounted('./demo/prometheus/prometheus.yml', '/etc/prometheus/prometheus.yml'),
      ...(groups.length > 0 ? [mounted('./prometheus/rules', '/etc/prometheus/rules')] : []),
    ],
    tmpfs: [writable('/prometheus')],
    depends_on: after(simulatorHost, ...(data.alerting ? [demoHost('alertmanager')] : [])),
    healthcheck: soon(httpHealth(9090, '/-/healthy')),
  }),
  alertmanager: () => ({
    volumes: [
      mounted('./demo/alertmanager/alertmanager.yml', '/etc/alertmanager/alertmanager.yml'),
      mounted('./alertmanager/templates', '/etc/alertmanager/templates'),
    ],
    tmpfs: [writable('/alertmanager')],
    depends_on: after(simulatorHost),
    healthcheck: soon(httpHealth(9093, '/-/healthy')),
  }),
  grafana: (demo) => ({
    environment: { ...grafanaEnvironment(demo), ...visitors },
    volumes: [
      mounted('./grafana/provisioning', '/etc/grafana/provisioning'),
      mounted('./grafana/dashboards', '/var/lib/grafana/dashboards'),
    ],
    tmpfs: ['/tmp', writable('/var/lib/grafana')],
    depends_on: after(demoHost('prometheus')),
    healthcheck: soon(httpHealth(3000, '/api/health')),
  }),
}

/** Whoever is on this machine looks, and nobody logs in. */
const visitors = {
  GF_AUTH_ANONYMOUS_ENABLED: 'true',
  GF_AUTH_ANONYMOUS_ORG_ROLE: 'Viewer',
  GF_AUTH_BASIC_ENABLED: 'false',
  GF_AUTH_DISABLE_LOGIN_FORM: 'true',
  GF_SECURITY_DISABLE_INITIAL_ADMIN_CREATION: 'true',
} as const

/** The folder of the image is another user's, and so would be what is mounted there. */
const writable = (folder: string): string => `${folder}:mode=1777`

const after = (...services: readonly string[]): object =>
  Object.fromEntries(services.toSorted().map((name) => [name, { condition: 'service_healthy' }]))

/** One waits for the other, and somebody for all. */
const soon = (test: readonly string[]): object => ({ ...healthcheck(test, '3m'), interval: '5s' })
