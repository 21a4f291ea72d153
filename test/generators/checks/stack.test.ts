import { byDns, byFile, byLoopback, gauge, secret, target } from 'plimsoll'
import { describe } from 'vitest'
import { withAlerting } from '../../support/alerting.ts'
import { box, exporter, made, withStack } from '../../support/stack.ts'
import { table } from '../../support/system.ts'

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
      input: withStack({
        ports: { grafana: 70_000, prometheus: 'localhost:1' as never, alertmanager: '999.1.1.1:80' },
      }),
      problems: [
        'stack/schema stack: ports.prometheus: a port is published as 3000, on 127.0.0.1, or as 10.0.0.5:3000',
        'stack/schema stack: ports.alertmanager: a port is published as 3000, on 127.0.0.1, or as 10.0.0.5:3000',
        'stack/schema stack: ports.grafana: a port is between 1 and 65535',
      ],
    },
  ])
})

describe('the demo beside', () => {
  table([
    {
      name: 'a port of it',
      input: withStack({ ports: { prometheus: 13_000, grafana: '10.0.0.1:19098' } }),
      problems: [
        'stack/demo stack: port 13000 is published for prometheus, and for the grafana of the demo; give it another',
        'stack/demo stack: port 19098 is published for grafana, and for the simulator of the demo; give it another',
      ],
    },
    {
      name: 'a name of it',
      input: withStack({ services: { 'demo-grafana': box() } }),
      problems: ['stack/demo stack: a service is named demo-grafana, as one of the demo is; give it another name'],
    },
    {
      name: 'its profile',
      input: withStack({ profile: 'demo' }),
      problems: ['stack/demo stack: the profile demo starts the demo alone; give the stack another profile'],
    },
    {
      name: 'a target where its simulator listens itself',
      input: withStack({}, { others: [target('busy', { service: 'busy', port: 19_099, exposes: [] })] }),
      problems: [
        'stack/demo busy: the simulator of the demo needs port 19099 for itself; leave out the image of the simulator',
      ],
    },
    {
      name: 'none of that where there is no demo',
      input: withStack({ profile: 'demo', ports: { grafana: 13_000 } }, { addressing: byDns() }),
      problems: [],
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
  const named = 'a secret is named in lower case with dashes, such as slack-url'
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
      name: 'one that Compose cannot declare',
      input: withStack({}, { app: { authorization: { credentialsFile: '/run/secrets/api_token' } } }),
      problems: [`target/schema app: authorization.credentialsFile: ${named}`],
    },
    {
      name: 'the same in the command and in the environment of a container',
      input: withStack(
        {},
        {
          others: [
            exporter('a', {
              container: box({
                command: ['sh', '-c', 'x "$(cat /run/secrets/up/../x)"'],
                environment: { PASSWORD: '/run/secrets/api_token' },
              }),
            }),
          ],
        },
      ),
      problems: [
        `target/schema a: container.data.command.2: ${named}`,
        `target/schema a: container.data.environment.PASSWORD: ${named}`,
      ],
    },
    {
      name: 'a value where the path should be',
      input: withStack({}, { app: { authorization: { username: 'me', passwordFile: 'hunter2' } } }),
      problems: [
        'target/schema app: authorization.passwordFile: a secret is given by the absolute path of its file, such as ' +
          "secret('slack-url'), and never by its value",
      ],
    },
  ])
})

describe('addresses that a container does not have', () => {
  const filesIn = (folder: string) => withStack({}, { addressing: byFile(folder) })
  const elsewhere = (folder: string) =>
    `stack/addressing stack: the folder ${folder} is not in the container of Prometheus; name one beside ` +
    "prometheus.yml, such as byFile('targets')"
  table([
    {
      name: 'on loopback, where Prometheus is alone',
      input: withStack({}, { addressing: byLoopback() }),
      problems: [
        'stack/addressing stack: targets are at 127.0.0.1, where Prometheus finds nothing but itself in its ' +
          'container; address them byService(), or leave out the stack',
      ],
    },
    { name: 'files somewhere on the host', input: filesIn('/etc/targets'), problems: [elsewhere('/etc/targets')] },
    { name: 'files in a folder above', input: filesIn('../targets'), problems: [elsewhere('../targets')] },
    { name: 'not files beside prometheus.yml', input: filesIn('targets..d'), problems: [] },
    { name: 'not DNS', input: withStack({}, { addressing: byDns() }), problems: [] },
    { name: 'not loopback without a stack', input: { addressing: byLoopback() }, problems: [] },
  ])
})

describe('images', () => {
  const old = { prometheus: 'prom/prometheus:v2.45.0', alertmanager: 'a/b:1', grafana: 'g/g:13' }
  const oldAlertmanager = { ...old, prometheus: 'prom/prometheus:v3.15.0', alertmanager: 'prom/alertmanager:v0.25.0' }
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
      name: 'an older Alertmanager than the definitions need',
      input: withAlerting({ stack: made({ images: oldAlertmanager }), alertmanager: '0.28' }),
      problems: ['stack/images stack: the image is Alertmanager 0.25, and the system needs 0.28; take a younger image'],
    },
    {
      name: 'as old an Alertmanager as they need',
      input: withAlerting({ stack: made({ images: oldAlertmanager }), alertmanager: '0.25' }),
      problems: [],
    },
    {
      name: 'not an Alertmanager that does not run',
      input: withStack({ images: oldAlertmanager }, { alertmanager: '0.28' }),
      problems: [],
    },
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
