/** How mongodb_exporter runs: by which flags, with which URI, and without a password anywhere. */
import { secret } from 'plimsoll'
import { describe, expect, test } from 'vitest'
import {
  type MongodbServer,
  mongodb,
  mongodbCollections,
  mongodbExporter,
} from '../../../definitions/exporters/index.ts'
import { made, service, withStack } from '../../support/stack.ts'
import { problemsOf } from '../../support/system.ts'

const uri = 'mongodb://mongodb:27017'
const certificate = secret('mongodb-exporter')
const authority = secret('mongodb-ca')
const run = (server: Partial<MongodbServer>, more: object = {}) =>
  service('mongodb-exporter', {
    stack: made(),
    others: [mongodbExporter({ server: { uri, ...server }, ...more })],
  })

describe('it reaches MongoDB', () => {
  test.each([
    ['without a log-in', {}, uri, undefined],
    [
      'by a certificate',
      { certificate },
      `${uri}/?tls=true&tlsCertificateKeyFile=${certificate}&authMechanism=MONGODB-X509`,
      ['mongodb-exporter'],
    ],
    [
      'whose own certificate is of an authority of its own',
      { uri: `${uri}/?replicaSet=rs0`, certificate, authority },
      `${uri}/?replicaSet=rs0&tls=true&tlsCAFile=${authority}&tlsCertificateKeyFile=${certificate}&authMechanism=MONGODB-X509`,
      ['mongodb-ca', 'mongodb-exporter'],
    ],
    [
      'with TLS and without a log-in',
      { uri: `${uri}/`, authority },
      `${uri}/?tls=true&tlsCAFile=${authority}`,
      ['mongodb-ca'],
    ],
  ])('%s', async (_, server, expected, secrets) => {
    const { environment, secrets: read } = await run(server)
    expect(environment).toEqual({ MONGODB_URI: expected })
    expect(read).toEqual(secrets)
  })

  test('but never by a password in the URI', async () => {
    const server = { uri: 'mongodb://exporter:hunter2@mongodb:27017' }
    expect(await problemsOf(withStack({}, { others: [mongodbExporter({ server })] }))).toEqual([
      'target/schema mongodb: container.data.environment.MONGODB_URI: a password or token is given by file: use the ' +
        'variable or the flag for a file, with secret(…) as its value',
    ])
  })
})

describe('it runs with the flags', () => {
  const collections = { exposes: [...Object.values(mongodb), ...Object.values(mongodbCollections)] }
  const always = ['--collector.diagnosticdata', '--collector.dbstats']

  test('of what it always exposes', async () => {
    expect((await run({})).command).toEqual(always)
  })

  test.each([
    [{ collections: ['app.users', 'app.jobs'] }, '--mongodb.collstats-colls=app.users,app.jobs'],
    [{ flags: ['--discovering-mode'] }, '--discovering-mode'],
  ])('of its collections, as %j', async (server, flag) => {
    expect((await run(server, collections)).command).toEqual([...always, '--collector.collstats', flag])
  })

  test('and is told which collections', async () => {
    const others = [mongodbExporter({ server: { uri }, ...collections })]
    expect(await problemsOf(withStack({}, { others }))).toEqual([
      'stack/images mongodb: exposes metrics that need --mongodb.collstats-colls or --discovering-mode, which its ' +
        'container does not have; add it to the command',
    ])
  })
})

test('its metrics have the labels of a cluster, but where the exporter leaves them out', () => {
  const clustered = ['cl_role', 'cl_id', 'rs_nm', 'rs_state']
  const without = Object.values(mongodb)
    .filter(({ data }) => !clustered.every((label) => label in data.labels))
    .map(({ data }) => data.name)
  expect(without.sort()).toEqual([
    'collector_scrape_time_ms',
    'mongodb_ss_opLatencies_latency',
    'mongodb_ss_opLatencies_ops',
    'mongodb_ss_wt_concurrentTransactions_available',
    'mongodb_ss_wt_concurrentTransactions_out',
    'mongodb_ss_wt_concurrentTransactions_totalTickets',
    'mongodb_up',
  ])
})
