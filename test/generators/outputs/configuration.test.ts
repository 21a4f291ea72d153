/** The configuration of what runs beside: the file, the mount, the secrets that it names, and what the documents say. */
import { secret } from 'plimsoll'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { blackboxExporter, modules, probed } from '../../../definitions/exporters/index.ts'
import { configuration } from '../../../generators/outputs/configuration/index.ts'
import { docs } from '../../../generators/outputs/docs/index.ts'
import { misfits, validateAll } from '../../../generators/validate.ts'
import { box, composed, exporter, made, placeholder, shipper, shipping } from '../../support/stack.ts'
import { type Parts, systemFrom } from '../../support/system.ts'

const beside: Parts = { stack: made({ services: { 'log-shipper': shipper() } }) }

test('the file says where it comes from and what its schema is, and holds what was defined', async () => {
  const files = configuration(await systemFrom(beside))
  validateAll(files)
  expect(files.map(({ path }) => path)).toEqual(['demo/log-shipper/filebeat.yml'])
  expect(files[0]?.text).toBe(`# Generated from test/support/stack.ts by npm run generate. Do not edit.
# yaml-language-server: $schema=../../../schemas/files/filebeat.schema.json
filebeat.inputs:
  - type: filestream
    id: app
    paths: [/logs/*.log]
    parsers:
      - ndjson:
          target: ""
          add_error_key: true
          message_key: message
output.elasticsearch:
  hosts: [https://search:9200]
  username: shipper
  password: ${placeholder('PASSWORD')}
`)
  expect(parse(files[0]?.text ?? '')).toEqual(shipping)
})

test('it is mounted read-only, of an exporter as of what runs beside', async () => {
  const parts = {
    stack: made({ services: { 'log-shipper': shipper({ mounts: { '/var/log/app': '/logs' } }) } }),
    others: [exporter('a', { container: shipper() })],
  }
  const { services } = await composed(parts)
  const file = (source: string) => ({
    type: 'bind',
    source,
    target: '/usr/share/filebeat/filebeat.yml',
    read_only: true,
    bind: { create_host_path: false },
  })
  expect(services['log-shipper']?.volumes).toEqual([
    { ...file('/var/log/app'), target: '/logs' },
    file('./log-shipper/filebeat.yml'),
  ])
  expect(services['a-exporter']?.volumes).toEqual([file('./a-exporter/filebeat.yml')])
  expect(configuration(await systemFrom(parts)).map(({ path }) => path)).toEqual([
    'demo/a-exporter/filebeat.yml',
    'demo/log-shipper/filebeat.yml',
  ])
})

test('there is none without a stack', async () => {
  expect(configuration(await systemFrom({ others: [exporter('a', { container: shipper() })] }))).toEqual([])
})

test('the service reads the secrets that its configuration names', async () => {
  const output = { hosts: ['a:5044'], 'ssl.certificate': secret('shipper-cert'), 'ssl.key': secret('shipper-key') }
  const value = { 'filebeat.inputs': shipping['filebeat.inputs'], 'output.logstash': output }
  const shippers = { shipper: box({ configuration: { '/etc/filebeat.yml': value } }), other: box() }
  const { services, secrets } = await composed({ stack: made({ services: shippers }) })
  expect(services.shipper?.secrets).toEqual(['shipper-cert', 'shipper-key'])
  expect(services.other?.secrets).toBeUndefined()
  expect(secrets).toHaveProperty('shipper-key', { file: './secrets/shipper-key' })
})

describe('docs/stack.md', () => {
  const page = async (parts: Parts) =>
    docs(await systemFrom(parts)).find(({ path }) => path.endsWith('stack.md'))?.text ?? ''

  test('says to start again what reads a generated file when it starts', async () => {
    const others = [blackboxExporter(), probed('site', { module: modules.http2xx, urls: ['https://a.example/'] })]
    const stack = made({ services: { 'log-shipper': shipper(), idle: box() }, profile: 'monitoring' })
    expect(await page({ stack, others })).toContain(
      '/-/reload\ndocker compose --profile monitoring restart blackbox-exporter log-shipper\n',
    )
    expect(await page({ stack: made() })).not.toContain('docker compose restart')
  })

  test('says of what is not scraped that it reads the host, and not that it measures it', async () => {
    const container = shipper({ mounts: { '/var/log/app': '/logs' } })
    const text = await page({
      stack: made({ services: { shipper: container } }),
      others: [exporter('a', { container })],
    })
    expect(text).toContain('| `shipper` | `/var/log/app` | it reads what is there |')
    expect(text).toContain('| `a-exporter` | `/var/log/app` | it measures the host, and sees it read-only |')
  })
})

describe('the schema of Filebeat knows', () => {
  const input = { type: 'filestream', id: 'app', paths: ['/var/log/**/*.log'] }
  const [inputs, output] = [{ 'filebeat.inputs': [input] }, { 'output.console': { pretty: true } }]
  const fields = { service: { name: 'app' }, environment: 'prod' }
  const isDebug = { equals: { 'log.level': 'debug' } }

  test.each([
    [
      'Elasticsearch',
      { ...inputs, 'output.elasticsearch': { hosts: ['https://search:9200'], api_key: placeholder('KEY') } },
    ],
    [
      'an index with its template',
      {
        ...inputs,
        'output.elasticsearch': { hosts: ['search:9200'], index: 'app-%{+yyyy.MM.dd}' },
        'setup.ilm.enabled': false,
        'setup.template.name': 'app',
        'setup.template.pattern': 'app-*',
      },
    ],
    ['Logstash', { ...inputs, 'output.logstash': { hosts: ['logstash:5044'], loadbalance: true, ttl: '1m30s' } }],
    ['a file', { ...inputs, 'output.file': { path: '/usr/share/filebeat/out', rotate_every_kb: 10_000 } }],
    [
      'how a file is read',
      {
        ...output,
        'filebeat.inputs': [
          {
            ...input,
            'prospector.scanner.check_interval': '10s',
            'prospector.scanner.exclude_files': ['\\.gz$'],
            'close.on_state_change.inactive': '5m',
            ignore_older: '72h',
            parsers: [
              { container: { stream: 'all' } },
              { multiline: { type: 'pattern', pattern: '^\\s', match: 'after' } },
            ],
            fields,
            fields_under_root: true,
          },
        ],
      },
    ],
    [
      'processors and conditions',
      {
        ...inputs,
        ...output,
        processors: [
          { add_host_metadata: {} },
          { add_fields: { target: '', fields } },
          { drop_event: { when: { or: [isDebug, { not: { has_fields: ['message'] } }] } } },
          { decode_json_fields: { fields: ['message'], target: '', add_error_key: true } },
          { timestamp: { field: 'timestamp', layouts: ['2006-01-02T15:04:05.999999'] } },
          { rename: { fields: [{ from: 'a', to: 'b' }], ignore_missing: true, when: isDebug } },
        ],
      },
    ],
    [
      'how it tells of itself',
      {
        ...inputs,
        ...output,
        'http.enabled': true,
        'http.host': '127.0.0.1',
        'http.port': 5066,
        'logging.level': 'info',
        'logging.to_stderr': true,
        'logging.metrics.enabled': false,
        'queue.mem': { events: 4096, 'flush.min_events': 512, 'flush.timeout': '5s' },
      },
    ],
  ])('%s', (_, value) => {
    expect(misfits('filebeat', value)).toEqual([])
  })

  test.each([
    ['an input of the old kind', { ...output, 'filebeat.inputs': [{ ...input, type: 'log' }] }],
    ['an input without an id', { ...output, 'filebeat.inputs': [{ type: 'filestream', paths: ['/a.log'] }] }],
    ['a relative path', { ...output, 'filebeat.inputs': [{ ...input, paths: ['logs/*.log'] }] }],
    ['two parsers in one', { ...output, 'filebeat.inputs': [{ ...input, parsers: [{ ndjson: {}, container: {} }] }] }],
    ['events dropped without a condition', { ...inputs, ...output, processors: [{ drop_event: {} }] }],
    ['a processor that there is not', { ...inputs, ...output, processors: [{ drop_everything: {} }] }],
    ['a password in plain text', { ...inputs, 'output.elasticsearch': { hosts: ['a'], username: 'a', password: 'b' } }],
    ['a certificate without its key', { ...inputs, 'output.logstash': { hosts: ['a'], 'ssl.certificate': '/a.pem' } }],
    [
      'certificates that nobody verifies',
      { ...inputs, 'output.logstash': { hosts: ['a'], 'ssl.verification_mode': 'none' } },
    ],
    ['a port for nothing', { ...inputs, ...output, 'http.port': 5066 }],
  ])('not %s', (_, value) => {
    expect(misfits('filebeat', value)).not.toEqual([])
  })
})
