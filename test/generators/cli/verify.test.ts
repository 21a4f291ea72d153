/** The command `verify`, against a server that answers as a Prometheus. */
import { writeFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { load } from '../../../generators/load/load.ts'
import { count, minutes } from '../../../schemas/index.ts'
import { writeSystem } from '../../support/cli-definitions.ts'
import { makeFolder, removeFolder } from '../../support/cli-folder.ts'
import { expectRefusal, type Outcome, root, run } from '../../support/cli-run.ts'
import { makeSystem } from '../../support/cli-system.ts'
import { answeringAs, type FakeServer, withServer } from '../../support/fake-server.ts'
import { type Reality, realityOf } from '../../support/prometheus.ts'
import { freePort } from '../../support/server.ts'

let folder: string
let definitions: string
beforeAll(async () => {
  folder = await makeFolder()
  definitions = writeSystem(folder)
})
afterAll(() => removeFolder(folder))

/** What is defined in the module, as it is in memory. */
async function real(change: (reality: Reality) => void = () => {}): Promise<Reality> {
  const same = makeSystem({}, { line: { above: count(1000) }, alert: { for: minutes(5) } })
  const { systems } = await load({ systems: [same], always: [], root })
  const reality = realityOf(systems[0] as (typeof systems)[number])
  change(reality)
  return reality
}

const args = (url: string, ...more: readonly string[]) => [
  'verify',
  '--prometheus',
  url,
  '--system',
  'app',
  '--definitions',
  definitions,
  ...more,
]

async function verified(
  change: (reality: Reality) => void,
  more: readonly string[] = [],
  env: Readonly<Record<string, string>> = {},
): Promise<Outcome & { readonly server: FakeServer }> {
  const reality = await real(change)
  return withServer(answeringAs(reality), async (server) => ({
    ...(await run(args(server.url, ...more), { env })),
    server,
  }))
}

const nothing = () => {}
/** A problem and several notes, with what tables and terminals would take for their own. */
const broken = (reality: Reality) => {
  reality.series = reality.series.filter(({ __name__ }) => __name__ !== 'connections_open')
  reality.metadata = { app: [] }
  for (let i = 0; i < 5; i++)
    reality.targets.push({ labels: { job: `a|b\u001b[31m${i}`, instance: 'x' }, health: 'up', lastError: '' })
}

describe.concurrent('exit codes', () => {
  test('0 where there is nothing', async () => {
    const { code, stdout, stderr, server } = await verified(nothing)
    expect(stderr).toBe('')
    expect(stdout).toMatch(new RegExp(`^1 job, 0 problems, 0 notes, in \\d+\\.\\d\\d s, of ${server.url}\n$`))
    expect(code).toBe(0)
  })

  test('0 for notes, of which the first few are shown', async () => {
    const { code, stdout } = await verified((reality) => {
      broken(reality)
      reality.series.push({ __name__: 'connections_open', job: 'app', instance: 'app:80' })
    })
    expect(stdout.match(/^note .* \[verify\/target-unknown\]/gm)).toHaveLength(3)
    expect(stdout).toMatch(/and 2 more of verify\/target-unknown; --json lists them$/m)
    expect(stdout).toContain('"a|b\\u{1b}[31m0"')
    expect(stdout).toMatch(/^1 job, 0 problems, 5 notes, /m)
    expect(code).toBe(0)
  })

  test('1 for a problem, at its place', async () => {
    const { code, stdout, stderr } = await verified(broken)
    expect(stdout).toMatch(/index\.ts:\d+ connections_open: app does not expose it; .* \[verify\/absent\]$/m)
    expect(stdout).toMatch(/^1 job, 1 problem, 5 notes, /m)
    expect(stderr).toBe('')
    expect(code).toBe(1)
  })

  test('2 where an answer is missing, after what was found until then', async () => {
    const well = answeringAs(await real((reality) => Object.assign(reality.targets[0] ?? {}, { health: 'down' })))
    const { code, stdout, stderr } = await withServer(
      (response, request, nth) => (nth < 4 ? well(response, request, nth) : response.writeHead(502).end('<html>')),
      ({ url }) => run(args(url)),
    )
    expect(stdout).toMatch(/\[verify\/target-down\]\nincomplete: not all was answered\n1 job, 1 problem, 0 notes, /)
    expectRefusal({ code, stdout, stderr }, /api\/v1\/targets\/metadata answers 502 and no JSON of Prometheus/)
  })

  test('2 where nobody answers', async () => {
    const outcome = await run(args(`http://127.0.0.1:${await freePort()}`))
    expect(outcome.stdout).toBe('')
    expectRefusal(outcome, /the connection is refused; start Prometheus there, or correct --prometheus/)
  })
})

describe.concurrent('the report', () => {
  test('as JSON has every finding, and nothing else', async () => {
    const { code, stdout, stderr, server } = await verified(broken, ['--json'])
    expect(stderr).toBe('')
    const report = JSON.parse(stdout)
    expect(report).toMatchObject({
      system: 'app',
      prometheus: server.url,
      jobs: ['app'],
      problems: 1,
      notes: 5,
      incomplete: null,
    })
    expect(report.findings).toHaveLength(6)
    expect(report.findings[0]).toMatchObject({
      level: 'problem',
      id: 'verify/absent',
      system: 'app',
      job: 'app',
      name: 'connections_open',
      line: expect.any(Number),
    })
    expect(code).toBe(1)
  })

  test('as JSON says what is missing', async () => {
    const { code, stdout } = await run(args(`http://127.0.0.1:${await freePort()}`, '--json'))
    expect(JSON.parse(stdout)).toMatchObject({ findings: [], incomplete: expect.stringContaining('refused') })
    expect(code).toBe(2)
  })

  test('as Markdown is a sound table', async () => {
    const { code, stdout } = await verified(broken, ['--markdown'])
    const rows = stdout.split('\n').filter((line) => line.startsWith('|'))
    expect(rows).toHaveLength(2 + 1 + 3)
    for (const row of rows) expect(row.match(/(?<!\\)\|/g)).toHaveLength(6)
    expect(stdout).toMatch(/^## app at `http:.*`\n\n1 problem, 5 notes\.\n/)
    expect(code).toBe(1)
  })

  test('is also annotations, where GitHub runs it', async () => {
    const { stdout } = await verified(broken, [], { GITHUB_ACTIONS: 'true' })
    expect(stdout.match(/^::error file=.*,line=\d+,title=verify\/absent::connections_open: /gm)).toHaveLength(1)
  })

  test('of one job says so', async () => {
    const { code, stdout } = await verified(broken, ['--json', '--job', 'app'])
    expect(JSON.parse(stdout)).toMatchObject({ problems: 1, notes: 0 })
    expect(code).toBe(1)
  })
})

describe.concurrent('a token', () => {
  const token = 'hush-hush'
  test('is sent, and shown to nobody else', async () => {
    const file = `${folder}/token`
    writeFileSync(file, `${token}\n`)
    const { stdout, stderr, server } = await verified(broken, ['--token-file', file, '--json'])
    for (const { headers } of server.asked) expect(headers.authorization).toBe(`Bearer ${token}`)
    expect(server.asked.length).toBeGreaterThan(7)
    expect(stdout + stderr).not.toContain(token)
  })
})

describe.concurrent('refused in one sentence, with exit code 2', () => {
  const url = 'http://127.0.0.1:9'
  test.each<[readonly string[], RegExp]>([
    [['verify', '--system', 'app'], /required option '-p, --prometheus <url>' not specified/],
    [['verify', '--prometheus', url], /required option '-s, --system <name>' not specified/],
    [['verify', '--prometheus', url, '--system', 'pybse'], /no system named pybse; did you mean pybase\?/],
    [
      ['verify', '--prometheus', url, '--system', 'pybase', '--job', 'redi'],
      /pybase has no job named redi; did you mean redis\?/,
    ],
    [
      ['verify', '--prometheus', url, '--system', 'pybase', '--job', 'nonsense'],
      /pybase has no job named nonsense; there is .*redis/,
    ],
    [
      ['verify', '--prometheus', 'http://me:hush@host/', '--system', 'pybase'],
      /^a URL holds no user and no password; give them by --token-file or --header-file$/m,
    ],
    [
      ['verify', '--prometheus', 'localhost:9090', '--system', 'pybase'],
      /--prometheus is no URL; give one such as http/,
    ],
    [
      ['verify', '--prometheus', url, '--system', 'pybase', '--token-file', 'hush'],
      /--token-file names no file that can be read/,
    ],
    [
      ['verify', '--prometheus', url, '--system', 'pybase', '--timeout', 'soon'],
      /'--timeout <duration>' argument 'soon' is invalid\. A duration is written 30s/,
    ],
    [
      ['verify', '--prometheus', url, '--system', 'pybase', '--deadline', '2d'],
      /'--deadline <duration>' argument '2d' is invalid\./,
    ],
    [['verify', '--prometheus', url, '--system', 'pybase', '--json', '--markdown'], /cannot be used with option/],
    [['verify', '--prometheus', url, '--system', 'pybase', '--out', 'x'], /unknown option '--out'/],
  ])('%j', async (words, says) => {
    const outcome = await run(words)
    expect(outcome.stdout).toBe('')
    expect(outcome.stderr).not.toContain('hush')
    expectRefusal({ ...outcome, stderr: outcome.stderr.replace(/\n\(Did you mean .*\)/, '') }, says)
  })

  test('definitions that are wrong', async () => {
    const wrong = writeSystem(`${folder}/wrong`, { summary: 'no sentence' })
    const outcome = await run(['verify', '--prometheus', url, '--system', 'app', '--definitions', wrong])
    expectRefusal(outcome, /the definitions of app have a problem; run npm run check, and verify what is right/)
  })
})

test('help says what is asked, and how much', async () => {
  const { code, stdout } = await run(['verify', '--help'])
  expect(code).toBe(0)
  for (const says of [
    /--job <name\.\.\.>/,
    /--token-file/,
    /7, one for each job, .* up to 200\s+labels/,
    /16 MiB/,
    /exit code is 2/,
  ])
    expect(stdout).toMatch(says)
})

test('what is found is explained by its id', async () => {
  const { code, stdout } = await run(['explain', 'verify/absent'])
  expect(stdout).toMatch(/^verify\/absent\n {2}Each metric that a target is defined to expose is there/)
  expect(code).toBe(0)
})
