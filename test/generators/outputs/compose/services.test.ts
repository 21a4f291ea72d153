/** docker-compose.yml: what comes of a definition. */
import { alerting, container, email, http, module, receiver, type StackDefinition, secret } from 'plimsoll'
import { describe, expect, test } from 'vitest'
import * as exporters from '../../../../definitions/exporters/index.ts'
import { core } from '../../../../definitions/images.ts'
import { compose } from '../../../../generators/outputs/compose/index.ts'
import { docs } from '../../../../generators/outputs/docs/index.ts'
import { box, composed, everyExporter, fileOf, full, made, service, some, textOf } from '../../../support/stack.ts'
import { systemFrom } from '../../../support/system.ts'

const hardened = (memory: string, cpus: string, pids: number) => ({
  restart: 'unless-stopped',
  read_only: true,
  cap_drop: ['ALL'],
  security_opt: ['no-new-privileges:true'],
  deploy: { resources: { limits: { cpus, memory, pids } } },
  logging: { driver: 'json-file', options: { 'max-size': '10m', 'max-file': '3' } },
  profiles: ['monitoring'],
})
const { simulator: _, ...withoutSimulator } = core
const withoutDemo = made({ images: withoutSimulator })
const health = (url: string, startPeriod: string) => ({
  test: ['CMD', 'wget', '-q', '-O', '/dev/null', url],
  interval: '30s',
  timeout: '5s',
  retries: 3,
  start_period: startPeriod,
})
const folder = (source: string, target: string) => ({
  type: 'bind',
  source,
  target,
  read_only: true,
  bind: { create_host_path: false },
})

describe('what comes of a definition', () => {
  test('nothing without a stack', async () => {
    expect(compose(await systemFrom())).toEqual([])
  })

  test('Prometheus', async () => {
    expect(await service('prometheus', full)).toEqual({
      image: 'prom/prometheus:v3.15.0',
      user: '65534:65534',
      command: [
        '--config.file=/etc/prometheus/prometheus.yml',
        '--storage.tsdb.path=/prometheus',
        '--storage.tsdb.retention.time=15d',
        '--storage.tsdb.retention.size=5GB',
        '--web.enable-lifecycle',
        '--web.external-url=http://localhost:9090',
      ],
      networks: ['monitoring', 'application'],
      volumes: [
        folder('./prometheus', '/etc/prometheus'),
        { type: 'volume', source: 'prometheus-data', target: '/prometheus' },
      ],
      healthcheck: health('http://127.0.0.1:9090/-/healthy', '30s'),
      stop_grace_period: '2m',
      ports: ['127.0.0.1:9090:9090'],
      ...hardened('64m', '0.5', 512),
    })
  })

  test('Alertmanager, where alerts have routes', async () => {
    expect(await service('alertmanager', full)).toEqual({
      image: 'prom/alertmanager:v0.34.1',
      user: '65534:65534',
      command: [
        '--config.file=/etc/alertmanager/alertmanager.yml',
        '--storage.path=/alertmanager',
        '--web.external-url=http://localhost:9093',
        '--cluster.listen-address=',
      ],
      networks: ['monitoring', 'application'],
      volumes: [
        folder('./alertmanager', '/etc/alertmanager'),
        { type: 'volume', source: 'alertmanager-data', target: '/alertmanager' },
      ],
      healthcheck: health('http://127.0.0.1:9093/-/healthy', '30s'),
      stop_grace_period: '30s',
      ports: ['127.0.0.1:9093:9093'],
      ...hardened('64m', '0.5', 512),
    })
    expect(Object.keys((await composed({ stack: withoutDemo })).services)).toEqual(['prometheus', 'grafana'])
  })

  test('Grafana, with its password from a file', async () => {
    const grafana = await service('grafana', { ...full, grafana: 'https://grafana.example.org' })
    expect(grafana).toMatchObject({
      image: core.grafana,
      user: '472:0',
      environment: {
        GF_SECURITY_ADMIN_PASSWORD__FILE: '/run/secrets/grafana-admin-password',
        GF_SECURITY_SECRET_KEY__FILE: '/run/secrets/grafana-secret-key',
        GF_SERVER_ROOT_URL: 'https://grafana.example.org',
        GF_SECURITY_COOKIE_SECURE: 'true',
        GF_AUTH_ANONYMOUS_ENABLED: 'false',
        GF_USERS_ALLOW_SIGN_UP: 'false',
        GF_ANALYTICS_REPORTING_ENABLED: 'false',
        GF_PLUGINS_PREINSTALL_DISABLED: 'true',
      },
      networks: ['monitoring'],
      volumes: [
        folder('./grafana/provisioning', '/etc/grafana/provisioning'),
        folder('./grafana/dashboards', '/var/lib/grafana/dashboards'),
        { type: 'volume', source: 'grafana-data', target: '/var/lib/grafana' },
      ],
      depends_on: { prometheus: { condition: 'service_healthy' } },
      secrets: ['grafana-admin-password', 'grafana-secret-key'],
    })
  })

  test('an exporter, at the host where it is scraped', async () => {
    expect(await service('postgres-exporter', full)).toEqual({
      image: 'prometheuscommunity/postgres-exporter:v0.20.1',
      user: '65534:65534',
      environment: {
        DATA_SOURCE_URI: 'postgres:5432/a',
        DATA_SOURCE_USER: 'exporter',
        DATA_SOURCE_PASS_FILE: '/run/secrets/postgres',
      },
      networks: ['monitoring', 'application'],
      healthcheck: health('http://127.0.0.1:9187/', '15s'),
      stop_grace_period: '10s',
      secrets: ['postgres'],
      ...hardened('128m', '0.25', 256),
    })
  })

  test.each([
    [
      'a collector for each metric that needs one',
      exporters.postgresExporter({
        server: { uri: 'a', user: 'b', password: secret('c') },
        exposes: [...Object.values(exporters.postgres), ...Object.values(exporters.postgresStatements)],
      }),
      ['--collector.stat_statements'],
    ],
    [
      'a group of cAdvisor less',
      exporters.cadvisorExporter({ exposes: Object.values(exporters.cadvisorTcp) }),
      [
        '--store_container_labels=false',
        '--housekeeping_interval=15s',
        '--containerd=/var/run/containerd/containerd.sock',
        '--disable_metrics=advtcp,cpu_topology,cpuset,hugetlb,memory_numa,process,referenced_memory,resctrl,sched,udp',
      ],
    ],
  ])('%s', async (_, target, command) => {
    expect((await service(target.data.hosts[0] ?? '', { stack: made(), others: [target] })).command).toEqual(command)
  })

  test('networks, volumes and secrets, each of what is used', async () => {
    const { services: _, ...rest } = await composed(full)
    const file = (name: string) => [name, { file: `./secrets/${name}` }]
    expect(rest).toEqual({
      name: 'demo-monitoring',
      networks: { monitoring: {}, application: { name: 'app_default', external: true }, demo: {} },
      volumes: { 'alertmanager-data': {}, 'grafana-data': {}, 'prometheus-data': {} },
      secrets: Object.fromEntries(
        ['grafana-admin-password', 'grafana-secret-key', 'mongodb-exporter', 'postgres', 'redis-passwords'].map(file),
      ),
    })
  })

  test('something that is not scraped', async () => {
    const shipper = container({
      image: 'a/filebeat:9.1.0',
      command: ['-e', '--strict.perms=false'],
      user: '1000:1000',
      health: ['filebeat', 'test', 'output'],
      limits: some,
      volumes: { data: '/usr/share/filebeat/data' },
      mounts: { './filebeat': '/etc/filebeat' },
    })
    const parts = { stack: made({ services: { filebeat: shipper } }) }
    expect(await service('filebeat', parts)).toMatchObject({
      command: ['-e', '--strict.perms=false'],
      volumes: [
        folder('./filebeat', '/etc/filebeat'),
        { type: 'volume', source: 'filebeat_data', target: '/usr/share/filebeat/data' },
      ],
    })
    expect((await composed(parts)).volumes).toHaveProperty('filebeat_data')
  })

  test('a volume of its own for each, whatever its name', async () => {
    const volumes = { data: '/a', 'prometheus-data': '/b' }
    const parts = {
      stack: made({ services: { a: box({ volumes }), b: box({ volumes }), 'a-prometheus': box({ volumes }) } }),
    }
    const { services } = await composed(parts)
    const mounted = Object.values(services).flatMap((one) =>
      (one.volumes ?? []).flatMap(({ type, source }) => (type === 'volume' ? [source] : [])),
    )
    expect(mounted).toContain('prometheus-data')
    expect(new Set(mounted).size).toBe(mounted.length)
    expect(Object.keys((await composed(parts)).volumes ?? {})).toEqual(mounted.toSorted())
  })
})

describe('what a definition may say otherwise', () => {
  const ports = async (more: Partial<StackDefinition>) => {
    const { services } = await composed({ ...full, stack: made({ images: withoutSimulator, ...more }) })
    return Object.entries(services).flatMap(([name, { ports: published = [] }]) => published.map((at) => [name, at]))
  }

  test('an address to publish at, or none', async () => {
    expect(await ports({ ports: { prometheus: 19_090, grafana: '10.0.0.5:80' } })).toEqual([
      ['prometheus', '127.0.0.1:19090:9090'],
      ['grafana', '10.0.0.5:80:3000'],
    ])
    expect(await ports({ ports: {} })).toEqual([])
  })

  test.each([
    [9090, 'http://localhost:9090'],
    ['0.0.0.0:9090', 'http://localhost:9090'],
    ['10.0.0.0:9090', 'http://10.0.0.0:9090'],
  ] as const)('published at %s, Prometheus says that it is at %s', async (port, url) => {
    const system = await systemFrom({ stack: made({ ports: { prometheus: port } }) })
    expect(fileOf(system).services.prometheus?.command).toContain(`--web.external-url=${url}`)
    expect(docs(system).find(({ path }) => path.endsWith('stack.md'))?.text).toContain(`<${url}>`)
  })

  test('what must be there before, in the documents', async () => {
    const text = docs(await systemFrom(full)).find(({ path }) => path.endsWith('stack.md'))?.text
    expect(text).toContain('| `alertmanager` | A mail relay is at `mail`. |')
    expect(text).toContain('| `flower` | Workers of Celery run with `-E`. |')
  })

  test('what the application and the storage elsewhere must do, in the documents and at the head', async () => {
    const system = await systemFrom({
      ...full,
      app: { needs: ['It has one process.'] },
      remoteWrite: [{ url: 'https://storage.example/write', needs: ['The address is the real one.'] }],
    })
    const told = [textOf(system), docs(system).find(({ path }) => path.endsWith('stack.md'))?.text ?? '']
    expect(told[0]).toContain('#     app: It has one process.')
    expect(told[0]).toContain('#     prometheus: The address is the real one.')
    expect(told[1]).toContain('| `app` | It has one process. |')
    expect(told[1]).toContain('| `prometheus` | The address is the real one. |')
  })

  test('folders beside the file that nothing generates, to be made before the start', async () => {
    const logs = box({ mounts: { './logs': '/logs' } })
    const system = await systemFrom({ ...full, stack: made({ services: { shipper: logs } }) })
    expect(textOf(system)).toContain('#     mkdir -p logs\n')
    expect(textOf(await systemFrom(full))).not.toContain('mkdir -p ')
  })

  test('a profile, for all of them and in every command', async () => {
    const system = await systemFrom({ ...full, stack: made({ images: withoutSimulator, profile: 'monitoring' }) })
    expect(Object.values(fileOf(system).services).map(({ profiles }) => profiles)).toEqual(
      Object.values(fileOf(system).services).map(() => ['monitoring']),
    )
    const commands = [textOf(system), docs(system).find(({ path }) => path.endsWith('stack.md'))?.text ?? '']
      .join('\n')
      .match(/docker compose \S+/g)
    expect(new Set(commands)).toEqual(new Set(['docker compose --profile']))
  })

  test('experimental functions, and no limit of the disk', async () => {
    const { command = [] } = await service('prometheus', { stack: made(), experimentalFunctions: true })
    expect(command).toContain('--enable-feature=promql-experimental-functions')
    expect(command.join(' ')).not.toContain('retention.size')
  })

  test('dollars, which Compose would take for variables', async () => {
    const box = container({
      image: 'a/b:1',
      command: ['--match=^a$', '$HOME'],
      environment: { PATTERN: '$1$$' },
      user: '1:1',
      health: ['sh', '-c', 'test $$'],
      limits: some,
    })
    const parts = { stack: made({ services: { box } }) }
    expect(await service('box', parts)).toMatchObject({
      command: ['--match=^a$$', '$$HOME'],
      environment: { PATTERN: '$$1$$$$' },
      healthcheck: { test: ['CMD', 'sh', '-c', 'test $$$$'] },
    })
  })
})

describe('who reads which secret', () => {
  test('only who names its path', async () => {
    const { services } = await composed({
      ...full,
      app: { authorization: { credentialsFile: secret('app-token') }, tls: { caFile: secret('ca') } },
      remoteWrite: [{ url: 'https://a.example/', authorization: { username: 'u', passwordFile: secret('remote') } }],
      alerting: alerting({
        routes: [],
        otherwise: receiver(
          'ops',
          email({
            to: ['a@b.example'],
            from: 'c@b.example',
            smarthost: 'mail:25',
            username: 'u',
            passwordFile: secret('smtp'),
          }),
        ),
      }),
      others: [
        ...everyExporter.filter(({ job }) => job !== 'website'),
        exporters.probed('website', {
          module: exporters.modules.http2xx,
          urls: ['https://example.org/'],
        }),
      ],
    })
    const read = Object.entries(services).flatMap(([name, { secrets = [] }]) => secrets.map((one) => `${name} ${one}`))
    expect(read.sort()).toEqual([
      'alertmanager smtp',
      'grafana grafana-admin-password',
      'grafana grafana-secret-key',
      'mongodb-exporter mongodb-exporter',
      'postgres-exporter postgres',
      'prometheus app-token',
      'prometheus ca',
      'prometheus remote',
      'redis-exporter redis-passwords',
    ])
  })

  test('also where it stands within a word, and not who only speaks of it', async () => {
    const reader = box({
      command: ['sh', '-c', 'PASSWORD="$(cat /run/secrets/a)" exec b --c=/run/secrets/d'],
      health: ['e', '--file', secret('f')],
      needs: ['The file /run/secrets/g holds JSON.'],
    })
    expect((await service('reader', { stack: made({ services: { reader } }) })).secrets).toEqual(['a', 'd', 'f'])
  })

  test('a module of the blackbox_exporter that it runs', async () => {
    const use = module(
      'login',
      http({ authorization: { credentialsFile: secret('probe') }, tls: { caFile: secret('ca') } }),
    )
    const others = [
      exporters.blackboxExporter(),
      exporters.probed('website', { module: use, urls: ['https://a.example/'] }),
    ]
    expect((await service('blackbox-exporter', { stack: made(), others })).secrets).toEqual(['ca', 'probe'])
  })
})
