/** The way to a Prometheus, and whatever else may answer there. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { headersOf, serverUrl, tokenHeader } from '../../../generators/verify/credentials.ts'
import { connect, type Server } from '../../../generators/verify/http.ts'
import { learn } from '../../../generators/verify/learn.ts'
import { mostBytes } from '../../../generators/verify/limits.ts'
import { type Subject, subjectOf } from '../../../generators/verify/subject.ts'
import { makeFolder, removeFolder } from '../../support/cli-folder.ts'
import { refusal } from '../../support/cli-write.ts'
import { answeringAs, withServer } from '../../support/fake-server.ts'
import { type Reality, realityOf } from '../../support/prometheus.ts'
import { freePort } from '../../support/server.ts'
import { systemWith } from '../../support/verify.ts'

let folder: string
let subject: Subject
let reality: Reality
beforeAll(async () => {
  folder = await makeFolder()
  const system = await systemWith()
  subject = await subjectOf(system)
  reality = realityOf(system)
})
afterAll(() => removeFolder(folder))

const server = (url: string, more: Partial<Server> = {}): Server => ({
  url,
  headers: {},
  timeout: 5000,
  deadline: 20_000,
  ...more,
})
const learnFrom = (url: string, more: Partial<Server> = {}) => learn(subject, connect(server(url, more)))

describe('a Prometheus', () => {
  test.each(['', '/prometheus', '/a/b%20c'])(
    'below %j is asked by GET alone, one question after the other',
    async (prefix) => {
      await withServer(answeringAs(reality, prefix), async ({ url, asked }) => {
        const learnt = await learnFrom(serverUrl(`${url}${prefix}/`))
        expect(learnt.failure).toBeUndefined()
        expect(new Set(asked.map(({ method }) => method))).toEqual(new Set(['GET']))
        const paths = new Set(asked.map(({ path }) => path.replace(/\?.*/, '').slice(`${prefix}/api/v1/`.length)))
        expect([...paths].sort()).toEqual(['labels', 'query', 'rules', 'targets', 'targets/metadata'])
      })
    },
  )

  test('is shown what it asks for with each question', async () => {
    const headers = { authorization: 'Bearer abc', 'x-scope-orgid': 'one' }
    await withServer(answeringAs(reality), async ({ url, asked }) => {
      await learnFrom(url, { headers })
      for (const one of asked) expect(one.headers).toMatchObject(headers)
      expect(asked.length).toBeGreaterThan(20)
    })
  })
})

const success = (data: unknown) => JSON.stringify({ status: 'success', data })
const html = '<!doctype html><title>Sign in</title>'
type Reply = readonly [status: number, body: string, headers?: Record<string, string>]

describe('refused in one sentence', () => {
  test.each<[string, Reply, RegExp]>([
    ['HTML', [200, html], /answers 200 and no JSON of Prometheus, but "<!doctype html>.*"; correct --prometheus/],
    ['nothing', [200, ''], /answers 200 and no JSON of Prometheus, but nothing; correct --prometheus/],
    ['a page that is not there', [404, html], /answers 404 and no JSON of Prometheus/],
    [
      'JSON that breaks off',
      [200, success({ activeTargets: [] }).slice(0, -3)],
      /answers 200 and no JSON of Prometheus/,
    ],
    ['other JSON', [200, '{"message":"hi"}'], /answers 200 and no JSON of Prometheus/],
    [
      'another form of data',
      [200, success({ activeTargets: [{ labels: 5 }] })],
      /answers what Prometheus does not, at data\.activeTargets\.0\.labels: /,
    ],
    ['null', [200, 'null'], /answers 200 and no JSON of Prometheus/],
    [
      'an error',
      [503, '{"status":"error","errorType":"timeout","error":"query timed out"}'],
      /answers 503 and the error "query timed out"; see to what it says/,
    ],
    [
      'a login',
      [302, '', { location: 'https://login.example.org/?secret=1' }],
      /answers 302, which leads elsewhere; give the URL that it leads to$/,
    ],
    ['no permission', [401, 'no'], /answers 401; give what it asks for with --token-file or --header-file$/],
    ['no permission at all', [403, html], /answers 403; give what it asks for/],
    ['control characters', [200, '\u001b[31m\u202e\r\nred'], /but "\\u\{1b\}\[31m\\u\{202e\}\\u\{d\}\\u\{a\}red"/],
  ])('%s', async (_, [status, body, headers = {}], says) => {
    await withServer(
      (response) => response.writeHead(status, headers).end(body),
      async ({ url, asked }) => {
        const { failure = '' } = await learnFrom(url)
        expect(failure).toMatch(says)
        expect(failure.startsWith(`${url}/api/v1/targets `)).toBe(true)
        expect(failure).not.toMatch(/[\p{Cc}\p{Cf}]|login/u)
        expect(asked).toHaveLength(1)
      },
    )
  })

  test('no server', async () => {
    const { failure } = await learnFrom(`http://127.0.0.1:${await freePort()}`)
    expect(failure).toMatch(
      /cannot be reached: the connection is refused; start Prometheus there, or correct --prometheus$/,
    )
  })

  test('a name that does not exist', async () => {
    const { failure } = await learnFrom('http://prometheus.invalid:9090')
    expect(failure).toMatch(/cannot be reached: .*(no host of that name|cannot be looked up).*correct --prometheus$/)
  })

  test('a port that browsers do not ask', async () => {
    expect((await learnFrom('http://127.0.0.1:1')).failure).toMatch(
      /cannot be asked \(bad port\); correct --prometheus$/,
    )
  })

  test('a server without TLS', async () => {
    await withServer(answeringAs(reality), async ({ url }) =>
      expect((await learnFrom(url.replace('http:', 'https:'))).failure).toMatch(
        /does not speak TLS as it should \(ERR_SSL_\w+\); /,
      ),
    )
  })

  test('a connection that breaks', async () => {
    await withServer(
      (response) => response.socket?.destroy(),
      async ({ url }) => expect((await learnFrom(url)).failure).toMatch(/broke off its answer; see what/),
    )
  })

  test('a body that breaks', async () => {
    await withServer(
      (response) =>
        response.writeHead(200, { 'content-length': '1000' }).write('{"status":', () => response.socket?.destroy()),
      async ({ url }) => expect((await learnFrom(url)).failure).toMatch(/broke off its answer; see what/),
    )
  })

  test('a body that is longer than the bound is left where it is', async () => {
    let sent = 0
    const flood = (response: { write: (chunk: string, then: () => void) => unknown; destroyed: boolean }): void => {
      if (response.destroyed || sent > 20 * mostBytes) return
      sent += 2 ** 20
      response.write(' '.repeat(2 ** 20), () => flood(response))
    }
    await withServer(flood, async ({ url }) => {
      expect((await learnFrom(url)).failure).toMatch(
        /answers with more than 16 MiB; ask for fewer jobs with --job, or a Prometheus that serves fewer systems$/,
      )
      expect(sent).toBeLessThan(4 * mostBytes)
    })
  })

  test.each<[string, Partial<Server>, RegExp]>([
    ['one answer', { timeout: 200 }, /gave no answer within 200ms; .* raise --timeout$/],
    ['all answers', { deadline: 200 }, /was not done within 200ms in all; .* raise --deadline$/],
  ])('%s that takes too long, also where it has begun', async (_, more, says) => {
    await withServer(
      (response) => response.writeHead(200).write('{'),
      async ({ url }) => expect((await learnFrom(url, more)).failure).toMatch(says),
    )
  })
})

test('what was answered before an error in the middle is kept', async () => {
  const well = answeringAs(reality)
  await withServer(
    (response, request, nth) => (nth < 8 ? well(response, request, nth) : response.writeHead(500).end('oops')),
    async ({ url, asked }) => {
      const learnt = await learnFrom(url)
      expect(learnt.failure).toMatch(/\/api\/v1\/query answers 500 and no JSON of Prometheus, but "oops"/)
      expect(learnt.targets).toHaveLength(3)
      expect(learnt.total).toBeDefined()
      expect(learnt.most).toBeUndefined()
      expect(asked).toHaveLength(8)
    },
  )
})

test('a fault of ours is none of the server', async () => {
  const fault = new TypeError('ours')
  await expect(learn(subject, () => Promise.reject(fault))).rejects.toBe(fault)
})

describe('the URL', () => {
  test.each([
    ['http://localhost:9090', 'http://localhost:9090'],
    ['https://example.org/prometheus//', 'https://example.org/prometheus'],
    ['HTTP://EXAMPLE.org/A', 'http://example.org/A'],
  ])('%s', (text, url) => expect(serverUrl(text)).toBe(url))

  test.each([
    'localhost:9090',
    'ftp://example.org',
    'http://',
    'http:///x',
    'http://exa mple',
    'http://h/?token=hush',
    'http://h/#hush',
    'http://me:hush@h/',
    'http://hush@h/',
    'me:hush@h:9090',
    'http://me:hu/sh@h',
    'http://me:hush@h:99999999',
    '',
  ])('%j is refused without being shown', (text) => {
    const message = refusal(() => serverUrl(text))
    expect(message).toMatch(/; give /)
    expect(message).not.toMatch(/hush|exa mple/)
  })
})

describe('credentials', () => {
  const file = (text: string): string => {
    const path = join(folder, 'hush')
    writeFileSync(path, text)
    expect(readFileSync(path, 'utf8')).toBe(text)
    return path
  }

  test('are read from files', () => {
    expect(tokenHeader(file('abc.def\n'))).toEqual({ authorization: 'Bearer abc.def' })
    expect(headersOf(file('# ours\nX-Scope-OrgID: one two\r\n\nAuthorization:Basic eA==\n'))).toEqual({
      'x-scope-orgid': 'one two',
      authorization: 'Basic eA==',
    })
  })

  test.each<[string, () => unknown, RegExp]>([
    ['a token instead of its file', () => tokenHeader('hush'), /--token-file names no file that can be read/],
    ['a folder', () => headersOf('/'), /--header-file names no file that can be read/],
    ['no token', () => tokenHeader(file(' \n')), /holds no token/],
    ['a token of two lines', () => tokenHeader(file('hush\nhush')), /holds no token/],
    ['no header', () => headersOf(file('A: b\nhush')), /no header in line 2/],
    ['a header with control characters', () => headersOf(file('A: hush\u0000')), /no header in line 1/],
    ['too much', () => headersOf(file(`A: ${'b'.repeat(70_000)}`)), /longer than 64 KiB/],
  ])('%s: refused without being shown', (_, body, says) => {
    const message = refusal(body)
    expect(message).toMatch(says)
    expect(message).not.toContain('hush')
  })
})
