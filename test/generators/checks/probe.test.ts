/** Modules of blackbox_exporter, and what they are asked for. */
import { http, module, target } from 'plimsoll'
import { describe } from 'vitest'
import { type Case, table } from '../../support/system.ts'

const probing = (job: string, asks: ReturnType<typeof http>, url = 'http://a/', name = 'web') =>
  target(job, {
    service: 'blackbox',
    port: 9115,
    path: '/probe',
    probe: { module: module(name, asks), urls: [url] },
    exposes: [],
  })

describe('modules', () => {
  const web = (job: string, status: number, url = `http://${job}/`) => probing(job, http({ status: [status] }), url)
  table([
    {
      name: 'two of one name',
      input: { others: [web('a', 200), web('b', 204)] },
      problems: ['probe/modules web: two modules are named web; rename one'],
    },
    { name: 'not one that is used twice', input: { others: [web('a', 200), web('b', 200)] }, problems: [] },
    {
      name: 'one URL twice',
      input: { others: [web('a', 200), web('c', 200, 'http://a/')] },
      problems: ['target/unique c: http://a/ is probed by a already, so everything in it counts twice'],
    },
  ])
})

describe('a pattern is one of RE2', () => {
  const matching = (pattern: string, good: boolean): Case => ({
    name: `${pattern}${good ? ' is' : ' is not'}`,
    input: { others: [probing('a', http({ bodyMatches: [pattern] }))] },
    problems: good ? [] : ['module/schema web: asks.bodyMatches.0: it is no regular expression of RE2'],
  })
  table([
    ...['(?i)ok', '(?P<state>ok)', 'a{1000}', '\\d+\\.', '[[:alpha:]]'].map((pattern) => matching(pattern, true)),
    ...['(', 'a{1001}', '\\cA', '(a)\\1', '(?=a)', '(?<!a)'].map((pattern) => matching(pattern, false)),
  ])
})

describe('no header holds a secret', () => {
  const sending = (name: string, good: boolean): Case => ({
    name: `${name}${good ? ' holds none' : ''}`,
    input: { others: [probing('a', http({ headers: { [name]: 'hunter2' } }))] },
    problems: good ? [] : ['module/schema web: asks.headers: a header holds no secret; give authorization by file'],
  })
  table([
    ...['Authorization', 'proxy-authorization', 'Cookie', 'X-Api-Key', 'X-Auth-Token', 'apikey'].map((name) =>
      sending(name, false),
    ),
    ...['Accept', 'Sec-WebSocket-Key', 'Idempotency-Key', 'X-Request-Id'].map((name) => sending(name, true)),
  ])
})

describe('what is probed is no secret, and nothing but an address', () => {
  const asked = (url: string, problem?: string): Case => ({
    name: JSON.stringify(url),
    input: { others: [probing('a', http(), url)] },
    problems: problem === undefined ? [] : [`target/schema a: probe.urls.0: ${problem}`],
  })
  const user = 'a URL holds no user and no password; give them by file'
  table([
    ...['http://me:pw@a/', 'http://me@a/', 'h:pw@a:80', 'me@a', 'tcp://u:a/b@h'].map((url) => asked(url, user)),
    ...['a', 'a:80', 'https://a:80/x@y', 'http://[::1]:80/@', 'https://a/?x=%22'].map((url) => asked(url)),
    asked('', 'what is probed is a URL, or host:port'),
    asked('http://a/ b', 'a URL has no spaces, quotes or brackets; write them as %20, %22, %3C'),
  ])
})
