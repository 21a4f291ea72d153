/** The demo: what its services and its files are, and for whom there is one. */
import { byDns, secret } from 'plimsoll'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { core } from '../../../../definitions/images.ts'
import { compose } from '../../../../generators/outputs/compose/index.ts'
import { render } from '../../../../generators/outputs/index.ts'
import { validateAll } from '../../../../generators/validate.ts'
import { composed, exporter, full, made, service } from '../../../support/stack.ts'
import { type Parts, systemFrom } from '../../../support/system.ts'

const guarded: Parts = {
  ...full,
  app: {
    scheme: 'https',
    authorization: { credentialsFile: secret('app-token') },
    tls: { caFile: secret('ca') },
  },
  remoteWrite: [{ url: 'https://a.example/', authorization: { username: 'u', passwordFile: secret('remote') } }],
}

/** A file below `demo/`, read back; it must fit its schema. */
async function read(path: string, parts: Parts): Promise<unknown> {
  const files = render(await systemFrom(parts))
  validateAll(files)
  return parse(files.find((file) => file.path.endsWith(`/demo/${path}`))?.text ?? 'null')
}

describe('its services', () => {
  test('a simulator, at the name of each host that does not run itself', async () => {
    const parts = { ...full, others: [exporter('node', { service: ['node-1', 'node-2'], container: undefined })] }
    expect(await service('demo-simulator', parts)).toMatchObject({
      image: core.simulator,
      profiles: ['demo'],
      command: [
        'node',
        '/plimsoll/generators/start/plain.js',
        ...['simulate', 'demo', '--as-services', '--port-from', '19098'],
      ],
      networks: { demo: { aliases: ['app', 'node-1', 'node-2'] } },
      healthcheck: {
        test: ['CMD', 'wget', '-q', '-O', '/dev/null', 'http://127.0.0.1:19098/incidents'],
        interval: '5s',
      },
      ports: ['127.0.0.1:19098:19098'],
    })
  })

  test('Prometheus and Alertmanager under their names, with samples in memory', async () => {
    expect(await service('demo-prometheus', full)).toMatchObject({
      image: core.prometheus,
      command: [
        '--config.file=/etc/prometheus/prometheus.yml',
        '--storage.tsdb.path=/prometheus',
        '--storage.tsdb.retention.time=6h',
        '--web.enable-lifecycle',
        '--web.external-url=http://localhost:19090',
      ],
      networks: { demo: { aliases: ['prometheus'] } },
      tmpfs: ['/prometheus:mode=1777'],
      depends_on: {
        'demo-simulator': { condition: 'service_healthy' },
        'demo-alertmanager': { condition: 'service_healthy' },
      },
      ports: ['127.0.0.1:19090:9090'],
    })
    expect(await service('demo-alertmanager', full)).toMatchObject({
      networks: { demo: { aliases: ['alertmanager'] } },
      tmpfs: ['/alertmanager:mode=1777'],
      ports: ['127.0.0.1:19093:9093'],
    })
  })

  test('Grafana, where nobody logs in and everybody may look', async () => {
    const { environment } = await service('demo-grafana', { ...full, grafana: 'https://grafana.example.org' })
    expect(environment).toMatchObject({
      GF_SERVER_ROOT_URL: 'http://localhost:13000',
      GF_AUTH_ANONYMOUS_ENABLED: 'true',
      GF_AUTH_ANONYMOUS_ORG_ROLE: 'Viewer',
      GF_AUTH_BASIC_ENABLED: 'false',
      GF_SECURITY_DISABLE_INITIAL_ADMIN_CREATION: 'true',
    })
    expect(Object.keys(environment ?? {})).not.toContain('GF_SECURITY_ADMIN_PASSWORD__FILE')
  })
})

describe('its files', () => {
  test('nothing is proved, and nothing leaves', async () => {
    const text = JSON.stringify(await read('prometheus/prometheus.yml', guarded))
    expect(text).not.toMatch(/https:\/\/(?!example)|secrets|authorization|basic_auth|tls_config|a\.example/)
    expect(text).toContain('"remote_write":[{"url":"http://demo-simulator:19099/write"}]')
  })

  test('alerts go to its own Alertmanager, wherever those of the stack go', async () => {
    const elsewhere = { ...full, alertmanagers: ['alerts.example:9093'] }
    expect(await read('prometheus/prometheus.yml', elsewhere)).toMatchObject({
      alerting: { alertmanagers: [{ static_configs: [{ targets: ['alertmanager:9093'] }] }] },
    })
    const nowhere = { stack: made(), alertmanagers: ['alerts.example:9093'] }
    expect(await read('prometheus/prometheus.yml', nowhere)).not.toHaveProperty('alerting')
    expect(await read('alertmanager/alertmanager.yml', nowhere)).toBeNull()
  })

  test('who would be told is a webhook of the simulator', async () => {
    expect(await read('alertmanager/alertmanager.yml', full)).toMatchObject({
      receivers: [
        { name: 'ops', webhook_configs: [{ send_resolved: true, url: 'http://demo-simulator:19099/ops' }] },
        { name: 'nobody' },
      ],
    })
  })
})

describe('there is none', () => {
  const { simulator: _, ...programs } = core

  test.each<[string, Parts]>([
    ['without an image of its simulator', { ...full, stack: made({ images: programs }) }],
    ['where targets are found otherwise than by name', { ...full, addressing: byDns() }],
  ])('%s', async (_, parts) => {
    const { services, networks } = await composed(parts)
    expect(Object.keys(services).filter((name) => name.startsWith('demo'))).toEqual([])
    expect(networks).not.toHaveProperty('demo')
    expect(Object.values(services).flatMap(({ profiles = [] }) => profiles)).toEqual([])
    const system = await systemFrom(parts)
    expect(compose(system).map(({ path }) => path)).toEqual(['demo/docker-compose.yml'])
    const paths = render(system).map(({ path }) => path)
    expect(paths.filter((path) => path.startsWith('demo/demo/'))).toEqual([])
    expect(render(system).find(({ path }) => path.endsWith('stack.md'))?.text).not.toContain('## A demo')
  })
})
