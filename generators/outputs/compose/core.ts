/** Prometheus, Alertmanager and Grafana. Their images have a user of their own, BusyBox or Alpine, and wget. */
import { httpHealth } from 'plimsoll'
import { formatDuration } from '../../../schemas/model/duration.ts'
import { type CoreService, corePorts, type StackData } from '../../../schemas/model/stack.ts'
import { grafanaSecrets, secretsRead } from '../../facts/secrets.ts'
import { publishedAt } from '../../facts/services.ts'
import type { System } from '../../load/system.ts'
import { hardened, healthcheck, inBinary, mounted, profileOf, volume } from './service.ts'

/** `nobody` of BusyBox, and the one that Grafana's image makes. */
export const coreUsers: Readonly<Record<CoreService, string>> = {
  prometheus: '65534:65534',
  alertmanager: '65534:65534',
  grafana: '472:0',
}

export function coreService(system: System, name: CoreService): object {
  const stack = system.data.stack?.data as StackData
  const secrets = secretsRead(system, { kind: 'core', name })
  return {
    image: stack.images[name],
    user: coreUsers[name],
    ...profileOf(system),
    ...programs[name](system, stack),
    ...(secrets.length > 0 && { secrets }),
    ...publishing(stack, name),
    ...hardened({ limits: stack.limits[name], processes: 512 }),
  }
}

const programs: Readonly<Record<CoreService, (system: System, stack: StackData) => object>> = {
  prometheus: (system, stack) => ({
    command: [
      '--config.file=/etc/prometheus/prometheus.yml',
      '--storage.tsdb.path=/prometheus',
      `--storage.tsdb.retention.time=${formatDuration(system.data.retention)}`,
      ...(system.data.storage ? [`--storage.tsdb.retention.size=${retentionSize(system.data.storage)}`] : []),
      '--web.enable-lifecycle',
      ...externalUrl(system, stack, 'prometheus'),
      ...(system.data.experimentalFunctions ? ['--enable-feature=promql-experimental-functions'] : []),
    ],
    networks: ['monitoring', 'application'],
    volumes: [mounted('./prometheus', '/etc/prometheus'), volume('prometheus-data', '/prometheus')],
    healthcheck: healthcheck(httpHealth(9090, '/-/healthy'), '30s'),
    // it writes what is in memory to disk before it ends
    stop_grace_period: '2m',
  }),
  alertmanager: (system, stack) => ({
    command: [
      '--config.file=/etc/alertmanager/alertmanager.yml',
      '--storage.path=/alertmanager',
      ...externalUrl(system, stack, 'alertmanager'),
      // one alone has nobody to gossip with
      '--cluster.listen-address=',
    ],
    networks: ['monitoring', 'application'],
    volumes: [mounted('./alertmanager', '/etc/alertmanager'), volume('alertmanager-data', '/alertmanager')],
    healthcheck: healthcheck(httpHealth(9093, '/-/healthy'), '30s'),
    stop_grace_period: '30s',
  }),
  grafana: (system) => ({
    environment: { ...grafanaSecrets, ...grafanaEnvironment(system) },
    networks: ['monitoring'],
    volumes: [
      mounted('./grafana/provisioning', '/etc/grafana/provisioning'),
      mounted('./grafana/dashboards', '/var/lib/grafana/dashboards'),
      volume('grafana-data', '/var/lib/grafana'),
    ],
    tmpfs: ['/tmp'],
    depends_on: { prometheus: { condition: 'service_healthy' } },
    healthcheck: healthcheck(httpHealth(3000, '/api/health'), '3m'),
    stop_grace_period: '30s',
  }),
}

/**
 * Nothing is fetched from the Internet: replacing a plugin in a read-only container fails, and it is gone then.
 * https://grafana.com/docs/grafana/latest/setup-grafana/configure-grafana/
 */
export function grafanaEnvironment(system: System): object {
  const url = urlOf(system, system.data.stack?.data as StackData, 'grafana')
  return {
    ...(url && { GF_SERVER_ROOT_URL: url }),
    GF_SECURITY_COOKIE_SECURE: String(url?.startsWith('https:') ?? false),
    GF_SECURITY_COOKIE_SAMESITE: 'strict',
    GF_SECURITY_DISABLE_GRAVATAR: 'true',
    GF_AUTH_ANONYMOUS_ENABLED: 'false',
    GF_USERS_ALLOW_SIGN_UP: 'false',
    GF_ANALYTICS_REPORTING_ENABLED: 'false',
    GF_ANALYTICS_CHECK_FOR_UPDATES: 'false',
    GF_ANALYTICS_CHECK_FOR_PLUGIN_UPDATES: 'false',
    GF_NEWS_NEWS_FEED_ENABLED: 'false',
    GF_PLUGINS_PREINSTALL_DISABLED: 'true',
  }
}

/** Where people reach one of the three; undefined where it is not published and nobody said. */
export function urlOf(system: System, stack: StackData, name: CoreService): string | undefined {
  if (name === 'grafana' && system.data.grafana !== undefined) return system.data.grafana
  const port = stack.ports[name]
  return port === undefined
    ? undefined
    : `http://${publishedAt(port).replace(/^(?:127\.0\.0\.1|0\.0\.0\.0):/, 'localhost:')}`
}

function externalUrl(system: System, stack: StackData, name: CoreService): string[] {
  const url = urlOf(system, stack, name)
  return url === undefined ? [] : [`--web.external-url=${url}`]
}

function publishing({ ports }: StackData, name: CoreService): object {
  const port = ports[name]
  return port === undefined ? {} : { ports: [`${publishedAt(port)}:${corePorts[name]}`] }
}

/** Powers of 1024, though Prometheus calls them KB, MB and GB. */
const retentionSize = (bytes: number): string => inBinary(bytes, ['B', 'KB', 'MB', 'GB'])
