/** What a container may have, and what it may not: no secret but by file, and nothing beyond its own folder. */
import { type ContainerDefinition, mebibytes, secret } from 'plimsoll'
import { describe } from 'vitest'
import { box, exporter, withStack } from '../../support/stack.ts'
import { table } from '../../support/system.ts'

const refused = (name: string, more: object, message: string) => ({
  name,
  input: withStack({}, { others: [exporter('a', { container: box(more) })] }),
  problems: [`target/schema a: container.data.${message}`],
})

describe('no container has', () => {
  table([
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

const byFile =
  'a password or token is given by file: use the variable or the flag for a file, with secret(…) as its value'

describe('a secret is refused', () => {
  const variable = (name: string) =>
    refused(`as ${name}`, { environment: { [name]: 'hunter2' } }, `environment: ${byFile}`)
  const value = (text: string) => refused(`in ${text}`, { environment: { A: text } }, `environment.A: ${byFile}`)
  const word = (text: string) => refused(`in ${text}`, { command: ['-e', text] }, `command.1: ${byFile}`)
  table([
    ...['DB_PASSWORD', 'PGPASSWORD', 'DATA_SOURCE_PASS', 'MYSQL_PWD', 'TOKEN', 'TOKEN_2', 'apiKey'].map(variable),
    ...['AWS_SECRET_ACCESS_KEY', 'SSH_PRIVATE_KEY', 'SECRET_KEY_BASE', 'GCP_CREDENTIALS'].map(variable),
    value('redis://:hunter2@redis:6379'),
    value('postgres://me:a/b@db'),
    value('me:hunter2@(mysql:3306)/'),
    value('user=me password=hunter2 host=db'),
    value('https://relay/?a=b&token=hunter2'),
    value('Server=db;Password=hunter2;'),
    word('--url=amqp://me:hunter2@mq'),
    word('--password=hunter2'),
    word('--dsn=password=hunter2'),
    word('X-Api-Key: hunter2'),
    refused('after its flag', { command: ['--token', 'abc'] }, `command: ${byFile}`),
    refused('in the command for its health', { health: ['x', '--token', 'abc'] }, `health: ${byFile}`),
  ])
})

describe('what looks like one is not', () => {
  const fine = (more: Partial<ContainerDefinition>) => ({
    name: JSON.stringify(more),
    input: withStack({}, { others: [exporter('a', { container: box(more) })] }),
    problems: [],
  })
  table([
    fine({ environment: { DB_PASSWORD: secret('db'), TLS_KEY_FILE: '/etc/tls/key', SECRET__FILE: secret('a') } }),
    fine({
      environment: { OIDC_TOKEN_URL: 'https://id/token', AWS_ACCESS_KEY_ID: 'AKIA', SSH_PUBLIC_KEY: 'ssh-rsa A' },
    }),
    fine({ environment: { A: 'db:5432/a', B: 'postgres://me@db:5432/a', C: 'http://h:80/a@b', KEY_PREFIX: 'a' } }),
    fine({ command: ['--check-single-keys=db0=token,db1=b', '--web.config.file=/etc/a', '--max-tokens=5'] }),
    fine({ command: ['--token', secret('a'), '--password-file=/etc/a', '--token=/run/secrets/b', '--secret'] }),
    fine({ command: ['sh', '-c', 'PASSWORD="$(cat /run/secrets/db)" exec a'], health: ['psql', '--no-password', 'a'] }),
  ])
})
