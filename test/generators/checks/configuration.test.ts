/** The files of configuration of what runs beside: no secret in them, a schema for each, and a place of its own. */
import { dashboard, panel, row, secret, sum } from 'plimsoll'
import { describe, expect, test } from 'vitest'
import { ownFolders } from '../../../generators/checks/configuration.ts'
import { render } from '../../../generators/outputs/index.ts'
import { validateAll } from '../../../generators/validate.ts'
import type { YamlMap } from '../../../schemas/model/configuration.ts'
import { box, exporter, full, made, placeholder, shipper, shipping, withStack } from '../../support/stack.ts'
import { connections, type Parts, systemFrom, table } from '../../support/system.ts'

const path = '/usr/share/filebeat/filebeat.yml'
const services = (configuration: object, name = 'shipper'): Parts =>
  withStack({ services: { [name]: box({ configuration: configuration as never }) } })
const holding = (value: unknown): Parts => services({ [path]: value })

describe('what a configuration may hold', () => {
  const refused = (name: string, value: unknown, message: string) => ({
    name,
    input: holding(value),
    problems: [`stack/schema stack: services.shipper.data.configuration.${path}${message}`],
  })
  const circle: Record<string, unknown> = {}
  circle.again = circle
  const twice: Record<string, unknown> = {}
  Object.assign(twice, { once: twice, more: [twice] })
  const plain = 'a configuration holds texts, numbers, true, false, null, lists and plain objects only'
  table([
    refused('not a list', [], ': a configuration is an object'),
    refused('not a text', 'a: b', ': a configuration is an object'),
    refused('no date', { since: new Date(0) }, `.since: ${plain}`),
    refused('nothing that is not there', { a: [undefined] }, `.a.0: ${plain}`),
    refused('no number without an end', { a: { b: Number.NaN } }, `.a.b: ${plain}`),
    refused('no function', { a: () => 1 }, `.a: ${plain}`),
    refused('no key of two lines', { 'a\nb': 1 }, '.a\nb: a key of a configuration is a word or several, on one line'),
    refused('nothing that leads back to itself', circle, '.again: it is nested too deep, or leads back to itself'),
    {
      name: 'nothing that leads back to itself twice, which is said twice and not a million times',
      input: holding(twice),
      problems: ['once', 'more.0'].map(
        (at) =>
          `stack/schema stack: services.shipper.data.configuration.${path}.${at}: it is nested too deep, or leads back to itself`,
      ),
    },
    {
      name: 'a path that leads elsewhere, or is no YAML',
      input: services({ '/etc/../filebeat.yml': shipping, 'filebeat.yml': shipping, '/etc/filebeat.json': shipping }),
      problems: ['/etc/../filebeat.yml', 'filebeat.yml', '/etc/filebeat.json'].map(
        (wrong) =>
          `stack/schema stack: services.shipper.data.configuration.${wrong}: a configuration is a YAML file, named by its ` +
          'path in the container, such as /usr/share/filebeat/filebeat.yml',
      ),
    },
  ])
})

describe('a secret is refused', () => {
  const byFile =
    "a password or token stands in no file: give the path of its file, as secret('…') does, or " +
    `${placeholder('NAME')}, which the program fills in when it starts`
  const refused = (where: string, value: YamlMap, message = byFile) => ({
    name: JSON.stringify(value),
    input: withStack({}, { others: [exporter('a', { container: box({ configuration: { [path]: value } }) })] }),
    problems: [`target/schema a: container.data.configuration.${path}.${where}: ${message}`],
  })
  table([
    refused('env.0.value', { env: [{ name: 'DB_PASSWORD', value: 'hunter2' }] }),
    refused('token.value', { token: { value: 'hunter2' } }),
    refused('output.elasticsearch.password', { 'output.elasticsearch': { password: 'hunter2' } }),
    refused('output.elasticsearch.password', { 'output.elasticsearch.password': 'hunter2' }),
    refused('password', { password: 123_456 }),
    refused('password.0', { password: ['hunter2'] }),
    refused('api_key', { api_key: '' }),
    refused('headers.Authorization', { headers: { Authorization: 'Bearer hunter2' } }),
    refused('hosts.0', { hosts: ['https://me:hunter2@search:9200'] }),
    refused('url', { url: 'https://relay/?token=hunter2' }),
    refused('password', { password: `${placeholder('PASSWORD').slice(0, -1)}:hunter2}` }),
    refused('password', { password: `x${placeholder('PASSWORD')}` }),
    refused('ssl.key', { 'ssl.key': '/etc/key.pem' }),
    refused(
      'ssl.key',
      { 'ssl.key': '/run/secrets/KEY' },
      'a secret is named in lower case with dashes, such as slack-url',
    ),
  ])
})

test('what looks like a secret is none', async () => {
  const configuration = {
    '/a/x.yml': {
      password: placeholder('PASSWORD'),
      'ssl.key': secret('key'),
      add_error_key: true,
      message_key: 'message',
      token: null,
      hosts: [placeholder('HOST'), 'https://search:9200'],
    },
  }
  await expect(systemFrom(withStack({ services: { a: box({ configuration }) } }))).resolves.toBeDefined()
})

describe('a file that is written', () => {
  const problem = (message: string, name = 'shipper') => [`stack/configuration ${name}: ${message}`]
  const output = { 'output.console': { pretty: true } }
  const input = { type: 'filestream', id: 'app', paths: ['/logs/*.log'] }
  const misfit = (name: string, value: object, ...messages: readonly string[]) => ({
    name,
    input: holding(value),
    problems: messages.flatMap((message) => problem(`filebeat.yml: ${message}`)),
  })
  table([
    { name: 'fits its schema', input: holding(shipping), problems: [] },
    {
      name: 'has a schema',
      input: services({ '/etc/vector/vector.yml': { sources: {} } }),
      problems: problem(
        'there is no schema for vector.yml; add schemas/files/vector.schema.json, or write the file by hand and give it ' +
          'in mounts',
      ),
    },
    misfit(
      'lacks nothing',
      {},
      'it has exactly one of output.elasticsearch, output.logstash, output.file, output.console; say which',
      'it lacks filebeat.inputs; add it',
    ),
    misfit(
      'has one output',
      { 'filebeat.inputs': [input], ...output, 'output.file': { path: '/logs' } },
      'it has exactly one of output.elasticsearch, output.logstash, output.file, output.console; say which',
    ),
    misfit(
      'has no key that is misspelt',
      { 'filebeat.inputs': [{ ...input, path: [] }], ...output },
      'filebeat.inputs[0] has path, which the schema does not know; did you mean paths?',
    ),
    misfit(
      'has no key that is unknown',
      { 'filebeat.inputs': [{ ...input, parsers: [{ syslog_rfc3164: {} }] }], ...output },
      'filebeat.inputs[0].parsers[0] has syslog_rfc3164, which the schema does not know; there is ndjson, multiline, ' +
        'container',
    ),
    misfit(
      'has values of the right form',
      {
        'filebeat.inputs': [{ ...input, ignore_older: '5 minutes' }],
        ...output,
        'http.enabled': 1,
        'logging.level': 'loud',
      },
      'filebeat.inputs[0].ignore_older is a duration as Go writes it, such as 10s or 1m30s; correct it',
      'http.enabled must be boolean; correct it',
      'logging.level is one of debug, info, warning, error; choose one',
    ),
    misfit(
      'has what belongs together',
      { 'filebeat.inputs': [input], 'output.elasticsearch': { hosts: ['search:9200'], username: 'me', index: 'app' } },
      'it lacks setup.template.name; add it',
      'it lacks setup.template.pattern; add it',
      'output.elasticsearch lacks password, which username needs; add it',
    ),
    {
      name: 'has a name of its own in the folder of its service',
      input: services({ '/a/filebeat.yml': shipping, '/b/filebeat.yml': shipping }),
      problems: problem(
        'two configurations would be written to shipper/filebeat.yml; rename one of the files, or its service',
      ),
    },
    {
      name: 'has a folder of its own, also where names differ in capitals only',
      input: withStack(
        { services: { shipper: shipper() } },
        { others: [exporter('a', { service: 'Shipper', container: shipper() })] },
      ),
      problems: problem(
        'two configurations would be written to shipper/filebeat.yml; rename one of the files, or its service',
      ),
    },
    ...['docs', 'secrets', 'alertmanager'].map((name) => ({
      name: `is not among those in ${name}/`,
      input: services({ [path]: shipping }, name),
      problems: problem(
        `its configuration would be written among the files of ${name}/; give the service another name`,
        name,
      ),
    })),
    { name: 'matters only where it is', input: services({}, 'docs'), problems: [] },
    {
      name: 'is told of once where two services have one name',
      input: withStack(
        { services: { x: shipper() } },
        { others: [exporter('a', { service: 'x', container: shipper() })] },
      ),
      problems: ['stack/services stack: two services are named x; give one of them another name'],
    },
    {
      name: 'is not there without a stack',
      input: { others: [exporter('a', { container: shipper() })] },
      problems: [],
    },
  ])
})

describe('a path in a container', () => {
  const at = (more: object) => withStack({ services: { shipper: shipper(more) } })
  const twice = [`stack/configuration shipper: two things are mounted at ${path}; leave out one of them`]
  table([
    { name: 'is of one file', input: at({ mounts: { './by-hand.yml': path } }), problems: twice },
    { name: 'or of one folder in memory', input: at({ tmpfs: [path] }), problems: twice },
    { name: 'may be above another', input: at({ volumes: { data: '/usr/share/filebeat' } }), problems: [] },
  ])
})

test('every file of a system is at the top, or in a folder that no service with a configuration may take', async () => {
  const show = panel.stat('Open', { description: 'Open now.', show: sum(connections) })
  const main = dashboard('main', { title: 'Main', description: 'All of it.', rows: [row('All', [show])] })
  const stack = made({ services: { shipper: shipper() } })
  const files = render(await systemFrom({ ...full, stack, dashboards: [main] }))
  validateAll(files)
  const folders = files.flatMap(({ path: file }) => file.split('/').slice(1, -1).slice(0, 1))
  expect([...new Set(folders)].sort()).toEqual([...ownFolders.filter((name) => name !== 'secrets'), 'shipper'].sort())
})
