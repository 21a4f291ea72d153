/** The real Prometheus, held against definitions: what is exposed just as it is defined is clean, and whatever is broken then is found. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { systems } from '../../definitions/index.ts'
import type { Written } from '../../generators/demo/written.ts'
import { connect } from '../../generators/verify/http.ts'
import { verify } from '../../generators/verify/index.ts'
import { learn } from '../../generators/verify/learn.ts'
import { type Subject, subjectOf } from '../../generators/verify/subject.ts'
import { freePort, needed, type Running, startServer } from '../support/server.ts'
import { systemOf } from '../support/system.ts'
import { done, finished, lineOf, parts } from '../support/verify.ts'
import { type Exporter, startExporter } from './exporters.ts'
import { inSeconds } from './loopback.ts'
import { write } from './stack.ts'

const stops: (() => Promise<void> | void)[] = []
afterAll(async () => {
  for (const stop of stops.reverse()) await stop()
})
const afterwards = (stop: () => Promise<void> | void) => void stops.push(stop)
const soon = { timeout: 20_000, interval: 200 }

/** Below a path prefix, as behind a proxy. */
const prefix = '/prometheus'

async function startPrometheus(folder: string, config: string): Promise<Running> {
  const port = await freePort()
  const running = await startServer(
    needed('prometheus'),
    [
      `--config.file=${join(folder, config)}`,
      `--storage.tsdb.path=${join(folder, 'tsdb')}`,
      `--web.listen-address=127.0.0.1:${port}`,
      `--web.external-url=http://127.0.0.1:${port}${prefix}`,
      '--web.enable-lifecycle',
    ],
    { url: `http://127.0.0.1:${port}${prefix}/-/ready`, cwd: folder },
  )
  afterwards(running.stop)
  return running
}

async function found(subject: Subject, { url }: Running): Promise<string[]> {
  const ask = connect({ url: `${url}${prefix}`, headers: {}, timeout: 10_000, deadline: 60_000 })
  const learnt = await learn(subject, ask)
  return [...(learnt.failure === undefined ? [] : [learnt.failure]), ...verify(subject, learnt).map(lineOf)]
}

describe('a system whose targets expose just what is defined', () => {
  let prometheus: Running
  let subject: Subject
  let written: Written
  let exporters: readonly Exporter[]
  const exporterOf = (name: string) => exporters.find(({ host }) => host === name) as Exporter
  const textOf = async (host: string) => (await fetch(`http://127.0.0.1:${exporterOf(host).port}/metrics`)).text()
  const findings = () => found(subject, prometheus)

  beforeAll(async () => {
    const definition = systemOf(parts())
    exporters = await Promise.all(
      definition.data.targets.flatMap(({ data }) => {
        const exposes = data.exposes.map((metric) => (metric === done ? finished : metric))
        return data.hosts.map((host) => startExporter({ ...data, exposes }, host))
      }),
    )
    for (const { stop } of exporters) afterwards(stop)
    const ports = Object.fromEntries(exporters.map(({ job, host, port }) => [`${job}/${host}`, port]))
    // nobody listens there
    written = await write(inSeconds(definition, { targets: ports, alertmanager: 9 }), afterwards)
    subject = await subjectOf(written.system)
    prometheus = await startPrometheus(written.folder, 'prometheus/prometheus.yml')
  })

  const clean = () => expect.poll(findings, soon).toEqual([])
  test('is clean', clean)

  test.each<[string, (text: string) => string, string[]]>([
    [
      'a metric that is gone',
      (text) => text.replaceAll(/^.*open_connections.*\n/gm, ''),
      [expect.stringMatching(/^problem verify\/absent open_connections: app does not expose it; /)],
    ],
    [
      'a label value that it cannot have, and a metric that nobody knows',
      (text) => `${text.replaceAll('method="POST"', 'method="post"')}# TYPE app_news gauge\napp_news 1\n`,
      [
        expect.stringMatching(
          /^problem verify\/label-value http_requests_total: in app the label method has the value "post"/,
        ),
        expect.stringMatching(/^note verify\/unknown app: exposes app_news too \(gauge, 1 series\)/),
      ],
    ],
    [
      'another type, other help, and a label that is not defined',
      (text) =>
        text
          .replace('TYPE legacy_load untyped', 'TYPE legacy_load counter')
          .replace(/HELP pool_size .*/, 'HELP pool_size Another.')
          .replace(/^pool_size /m, 'pool_size{shard="1"} '),
      [
        expect.stringMatching(/^problem verify\/type legacy_load: app exposes it as a "counter"/),
        expect.stringMatching(/^problem verify\/label-unknown pool_size: in app it has the label shard/),
        expect.stringMatching(/^note verify\/help pool_size: app describes it as "Another\."/),
      ],
    ],
    [
      'far more series than are reckoned with',
      (text) => `${text}${Array.from({ length: 15 }, (_, i) => `cache_entries{nth="${i}"} 1\n`).join('')}`,
      [
        expect.stringMatching(
          /^problem verify\/beside app: an instance exposes 15 series .* bound of 10: cache_entries \(15\)/,
        ),
        expect.stringMatching(/^note verify\/unknown app: exposes cache_entries too \(15 series\)/),
      ],
    ],
  ])('%s is found', async (_, change, expected) => {
    await clean()
    const text = await textOf('app')
    expect(change(text)).not.toBe(text)
    exporterOf('app').expose(change(text))
    try {
      await expect.poll(findings, soon).toEqual(expected)
    } finally {
      exporterOf('app').expose(text)
    }
  })

  test('a rule that was changed by hand, and one that was taken out, are found', async () => {
    await clean()
    const [rules, app] = ['alerts', 'app'].map((name) => join(written.folder, `prometheus/rules/${name}.yml`)) as [
      string,
      string,
    ]
    const before = [rules, app].map((path) => [path, readFileSync(path, 'utf8')] as const)
    writeFileSync(rules, readFileSync(rules, 'utf8').replace('> 100', '> 200'))
    writeFileSync(app, 'groups: []\n')
    const reload = () => fetch(`${prometheus.url}${prefix}/-/reload`, { method: 'POST' })
    expect((await reload()).status).toBe(200)
    await expect
      .poll(findings, soon)
      .toEqual([
        expect.stringMatching(
          /^problem verify\/rule-differs Trouble: is loaded with another expression, "sum\(open_connections\) > 200" and not "sum\(open_connections\) > 100"; /,
        ),
        expect.stringMatching(
          /^problem verify\/rule-absent job:http_requests:rate5m: is not loaded in the group load; /,
        ),
      ])
    for (const [path, text] of before) writeFileSync(path, text)
    expect((await reload()).status).toBe(200)
    await clean()
  })

  test('a target that has stopped is found, and its series are not missed', async () => {
    await exporterOf('w2').stop()
    const down = new RegExp(
      `^problem verify/target-down worker: "127\\.0\\.0\\.1:${exporterOf('w2').port}" is "down": ".*connection refused"`,
    )
    await expect.poll(findings, soon).toEqual([expect.stringMatching(down)])
  })
})

test('the rules of all systems are what Prometheus says that it evaluates', async () => {
  const all = await Promise.all(systems.map((system) => write(system, afterwards)))
  const [first] = all
  if (!first) throw new Error('there is no system')
  const patterns = all.map(({ folder }) => `${folder}/prometheus/rules/*.yml`)
  const interval = `${first.system.data.evaluationInterval}ms`
  writeFileSync(
    join(first.folder, 'all.yml'),
    JSON.stringify({ global: { evaluation_interval: interval }, rule_files: patterns }),
  )
  const prometheus = await startPrometheus(first.folder, 'all.yml')
  for (const { system } of all) {
    const subject = await subjectOf(system)
    const lines = await found(subject, prometheus)
    const names = /^problem verify\/rule-(?:absent|differs) /
    expect(lines.filter((line) => names.test(line))).toEqual([])
    expect(lines.join('\n')).toContain('verify/target-missing')
  }
})
