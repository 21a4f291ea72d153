import {
  type ContainerDefinition,
  container,
  gauge,
  http,
  httpHealth,
  mebibytes,
  module,
  type StackDefinition,
  secret,
  stack,
  type TargetDefinition,
  target,
} from 'plimsoll'
import { describe } from 'vitest'
import { type Parts, table } from '../../support/system.ts'

const some = { memory: mebibytes(64), cpus: 0.5 }
const made = (more: Partial<StackDefinition> = {}) =>
  stack({
    images: { prometheus: 'prom/prometheus:v3.15.0', alertmanager: 'prom/alertmanager:v0.34.1', grafana: 'g/g:13.1.4' },
    network: 'app_default',
    limits: { prometheus: some, alertmanager: some, grafana: some },
    ...more,
  })
const box = (more: Partial<ContainerDefinition> = {}) =>
  container({ image: 'a/b:1', user: '65534:65534', health: httpHealth(80), limits: some, ...more })
const exporter = (job: string, more: Partial<TargetDefinition> = {}) =>
  target(job, { service: `${job}-exporter`, port: 9100, exposes: [], container: box(), ...more })
/** Without a route for alerts, which has a row of its own. */
const withStack = (more: Partial<StackDefinition> = {}, parts: Parts = {}): Parts => ({
  stack: made(more),
  alertmanagers: [],
  ...parts,
})

describe('ports', () => {
  const twice = 'stack/ports stack: port 3000 is published for prometheus and for grafana; give one of them another'
  table([
    { name: 'one used twice', input: withStack({ ports: { prometheus: 3000, grafana: 3000 } }), problems: [twice] },
    {
      name: 'one that another takes from every address',
      input: withStack({ ports: { prometheus: '0.0.0.0:3000', grafana: 3000 } }),
      problems: [twice],
    },
    {
      name: 'not one at two addresses',
      input: withStack({ ports: { prometheus: '10.0.0.1:3000', grafana: 3000 } }),
      problems: [],
    },
    {
      name: 'not one of an Alertmanager that does not run',
      input: withStack({ ports: { alertmanager: 3000, grafana: 3000 } }),
      problems: [],
    },
    { name: 'none at all', input: withStack({ ports: {} }), problems: [] },
    {
      name: 'one that is none',
      input: withStack({ ports: { grafana: 70_000, prometheus: 'localhost:1' as never } }),
      problems: [
        'stack/schema stack: ports.prometheus: a port is published as 3000, on 127.0.0.1, or as 10.0.0.5:3000',
        'stack/schema stack: ports.grafana: a port is between 1 and 65535',
      ],
    },
  ])
})

describe('names of services', () => {
  const two = (name: string, by: string) =>
    `stack/services ${by}: two services are named ${name}; give one of them another name`
  table([
    {
      name: "an exporter that takes one of the stack's own",
      input: withStack({}, { others: [exporter('graf', { service: 'grafana' })] }),
      problems: [two('grafana', 'graf')],
    },
    {
      name: 'two exporters of one name',
      input: withStack({}, { others: [exporter('a', { service: 'x' }), exporter('b', { service: 'x', port: 1 })] }),
      problems: [two('x', 'b')],
    },
    {
      name: 'something beside that has the name of an exporter',
      input: withStack({ services: { 'a-exporter': box() } }, { others: [exporter('a')] }),
      problems: [two('a-exporter', 'stack')],
    },
    {
      name: 'one container for two hosts',
      input: withStack({}, { others: [exporter('a', { service: ['x', 'y'] })] }),
      problems: ['stack/services a: one container cannot stand for x and y; give each a target of its own'],
    },
    {
      name: "a program of the application at the name of the stack's own",
      input: withStack({}, { others: [target('app2', { service: 'prometheus', port: 8080, exposes: [] })] }),
      problems: [
        'stack/services app2: prometheus:8080 is not what it means: in the stack, prometheus is a service that ' +
          'listens on 9090; correct the port, or rename the host',
      ],
    },
    {
      name: 'not Prometheus itself',
      input: withStack({}, { others: [target('prometheus', { service: 'prometheus', port: 9090, exposes: [] })] }),
      problems: [],
    },
    {
      name: 'an Alertmanager that is not there',
      input: { stack: made() },
      problems: [
        'stack/services stack: alerts go to alertmanager:9093, which is not in the stack without alerting; say ' +
          'alerting, or where they go in alertmanagers',
      ],
    },
    {
      name: 'a blackbox_exporter that has nothing to do',
      input: withStack({}, { others: [exporter('bb', { container: box({ mounts: { './blackbox': '/etc/bb' } }) })] }),
      problems: [
        'stack/services bb: nothing is probed, so blackbox_exporter has no configuration; probe something, or leave ' +
          'it out',
      ],
    },
  ])
})

describe('secrets', () => {
  table([
    {
      name: "Grafana's own, which an exporter reads too",
      input: withStack(
        {},
        { others: [exporter('a', { container: box({ environment: { A: secret('grafana-admin-password') } }) })] },
      ),
      problems: [
        "stack/secrets stack: the secret grafana-admin-password is Grafana's own, and a-exporter reads it too; give " +
          'it one of another name',
      ],
    },
    {
      name: 'a path that leads into what is generated',
      input: withStack({}, { app: { authorization: { credentialsFile: 'secrets/api_token' } } }),
      problems: ["stack/secrets app: secrets/api_token is not there under Compose; name it as secret('api-token')"],
    },
    {
      name: 'the same in a module of a probe',
      input: withStack(
        {},
        {
          others: [
            target('web', {
              service: 'blackbox',
              port: 9115,
              path: '/probe',
              probe: {
                module: module('login', http({ authorization: { username: 'me', passwordFile: 'pw' } })),
                urls: ['http://a/'],
              },
              exposes: [],
            }),
          ],
        },
      ),
      problems: ["stack/secrets login: pw is not there under Compose; name it as secret('pw')"],
    },
    {
      name: 'not where nothing runs under Compose',
      input: { app: { authorization: { credentialsFile: 'secrets/token' } } },
      problems: [],
    },
  ])
})

describe('images', () => {
  const old = { prometheus: 'prom/prometheus:v2.45.0', alertmanager: 'a/b:1', grafana: 'g/g:13' }
  const metric = gauge('wal', { help: 'WAL.', needs: '--collector.wal' })
  const keys = gauge('size', { help: 'Size.', needs: '--check-keys or --check-single-keys' })
  table([
    {
      name: 'an older Prometheus than the definitions need',
      input: withStack({ images: old }, { prometheus: '3.5' }),
      problems: ['stack/images stack: the image is Prometheus 2.45, and the system needs 3.5; take a younger image'],
    },
    { name: 'as old as they need', input: withStack({ images: old }, { prometheus: '2.45' }), problems: [] },
    {
      name: 'a collector that is off',
      input: withStack({}, { others: [exporter('a', { exposes: [metric] })] }),
      problems: [
        'stack/images a: exposes metrics that need --collector.wal, which its container does not have; add it to the ' +
          'command',
      ],
    },
    {
      name: 'a collector that is on, and one of two flags',
      input: withStack(
        {},
        {
          others: [
            exporter('a', {
              exposes: [metric, keys],
              container: box({ command: ['--collector.wal', '--check-single-keys=db0=x'] }),
            }),
          ],
        },
      ),
      problems: [],
    },
    {
      name: 'tags that move, or none',
      input: withStack({ images: { prometheus: 'prom/prometheus:latest', alertmanager: 'a/b', grafana: 'g:5000/g' } }),
      problems: [
        'stack/schema stack: images.prometheus: an image is pinned by its version, not by a tag that moves, such as ' +
          'latest',
        'stack/schema stack: images.alertmanager: an image is pinned by its version, as in prom/prometheus:v3.15.0',
        'stack/schema stack: images.grafana: an image is pinned by its version, as in prom/prometheus:v3.15.0',
      ],
    },
  ])
})

describe('what containers may not have', () => {
  const refused = (name: string, more: object, message: string) => ({
    name,
    input: withStack({}, { others: [exporter('a', { container: box(more) })] }),
    problems: [`target/schema a: container.data.${message}`],
  })
  const byFile = 'a password or token is given by file: use the variable for a file, and secret(…) as its value'
  table([
    refused('a password', { environment: { DB_PASSWORD: 'hunter2' } }, `environment: ${byFile}`),
    refused('a token', { environment: { TOKEN: 'abc' } }, `environment: ${byFile}`),
    refused(
      'a password in a URL',
      { environment: { BROKER: 'redis://:hunter2@redis:6379' } },
      'environment.BROKER: a URL holds no password; give it by file',
    ),
    refused(
      'a password in a URL of the command',
      { command: ['--url=amqp://me:hunter2@mq'] },
      'command.0: a URL holds no password; give it by file',
    ),
    refused('a line break', { command: ['a\nb'] }, 'command.0: a word of a command or an environment is one line'),
    refused(
      'a way out of its folder',
      { mounts: { './../../etc': '/etc' } },
      'mounts../../../etc: what is mounted is a path of the host, or one beside the Compose file such as ./blackbox',
    ),
    refused(
      'root without a reason',
      { user: '0:0' },
      "user: a user is given as uid:gid, and is root only with a reason: { root: '…' }",
    ),
    refused('no health', { health: [] }, 'health: a container has a command that says whether it is healthy'),
    refused(
      'no memory',
      { limits: { memory: mebibytes(1), cpus: 1 } },
      'limits.memory: Docker gives no container less than 6 MiB',
    ),
    refused(
      'a right without a reason',
      { capabilities: { SYS_ADMIN: ' ' } },
      'capabilities.SYS_ADMIN: a capability has a reason',
    ),
  ])
})

describe('modules', () => {
  const web = (job: string, status: number) =>
    target(job, {
      service: 'blackbox',
      port: 9115,
      path: '/probe',
      probe: { module: module('web', http({ status: [status] })), urls: [`http://${job}/`] },
      exposes: [],
    })
  table([
    {
      name: 'two of one name',
      input: { others: [web('a', 200), web('b', 204)] },
      problems: ['probe/modules web: two modules are named web; rename one'],
    },
    { name: 'not one that is used twice', input: { others: [web('a', 200), web('b', 200)] }, problems: [] },
    {
      name: 'one URL twice',
      input: { others: [web('a', 200), target('c', { ...fieldsOf(web('a', 200)), exposes: [] })] },
      problems: ['target/unique c: http://a/ is probed by a already, so everything in it counts twice'],
    },
    {
      name: 'a pattern that is none, and a password',
      input: {
        others: [
          target('c', {
            service: 'blackbox',
            port: 9115,
            probe: {
              module: module('bad', http({ bodyMatches: ['('], headers: { Authorization: 'Bearer x' } })),
              urls: ['http://me:pw@a/'],
            },
            exposes: [],
          }),
        ],
      },
      problems: [
        'target/schema c: probe.urls.0: a URL holds no password; give authorization by file',
        'module/schema bad: asks.headers: a header holds no secret; give authorization by file',
        'module/schema bad: asks.bodyMatches.0: it is no regular expression of RE2',
      ],
    },
  ])
})

function fieldsOf({ data }: ReturnType<typeof target>) {
  const { probe } = data
  return { service: 'blackbox', port: 9115, path: '/probe', ...(probe && { probe }) } as const
}
