/** What is committed is what the definitions give, and the real promtool accepts all of it. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import type { System } from '../../generators/load/system.ts'
import type { OutputFile } from '../../generators/outputs/file.ts'
import { pipeline } from '../../generators/pipeline.ts'
import { promtoolFindings } from '../../generators/tools/promtool.ts'
import { validateAll } from '../../generators/validate.ts'
import { manifestFile, sha256 } from '../../generators/write/manifest.ts'
import { exposition } from '../support/exposition.ts'
import { promtool } from '../support/promtool.ts'
import { root } from '../support/tsc.ts'

let files: readonly OutputFile[] = []
let systems: readonly System[] = []
beforeAll(async () => {
  const rendered = await pipeline({ definitions: join(root, 'definitions/index.ts'), root: root.replace(/\/$/, '') })
  expect(rendered.problems).toEqual([])
  files = rendered.files
  systems = rendered.systems
})

describe('out/ is what the definitions give', () => {
  const folder = join(root, 'out')
  const onDisk = () =>
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
      .sort()

  test('the same files, none missing and none too many', () => {
    expect(onDisk()).toEqual([...files.map(({ path }) => path), 'manifest.json'].sort())
  })

  test('with the same bytes', () => {
    for (const { path, text } of files) expect(readFileSync(join(folder, path), 'utf8'), path).toBe(text)
    const manifest = manifestFile(Object.fromEntries(files.map(({ path, text }) => [path, sha256(text)])))
    expect(readFileSync(join(folder, manifest.path), 'utf8')).toBe(manifest.text)
  })

  test('every file fits its schema, and names its origin where it can', () => {
    validateAll(files)
    for (const { path, text } of files.filter((file) => !file.path.endsWith('.json'))) {
      expect(text.split('\n')[0], path).toMatch(/Generated from definitions\/\S.* by npm run generate\. Do not edit\./)
    }
  })
})

describe('the real promtool', () => {
  test('accepts every configuration and rule file, with all its lints', async () => {
    const { ran, findings } = await promtoolFindings(files)
    expect(ran, 'promtool is missing; run npm run tools').toBe(true)
    expect(findings).toEqual([])
  })

  test('finds nothing in an exposition of every metric but what an allowance names', async () => {
    const metrics = [
      ...new Map(systems.flatMap((system) => system.metrics).map(({ data }) => [data.name, data])).values(),
    ]
    const { code, output } = await promtool(['check', 'metrics'], { input: `${metrics.map(exposition).join('\n')}\n` })
    expect(code === 0 || code === 3, output).toBe(true)
    const found = output
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => line.split(' ')[0] as string)
    const allowed = new Set(
      metrics.filter((metric) => Object.keys(metric.allow ?? {}).length > 0).map(({ name }) => name),
    )
    expect(metrics.length).toBeGreaterThan(100)
    expect(found.filter((name) => !allowed.has(name))).toEqual([])
  })
})
