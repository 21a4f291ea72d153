import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { ToolError } from '../../../generators/tools/error.ts'
import { findTool, type Tool } from '../../../generators/tools/find.ts'
import { runTool, versionOf } from '../../../generators/tools/run.ts'
import { script, withFolder } from './support.ts'

function fake(folder: string, body: string): Tool {
  return { name: 'promtool', path: script(join(folder, 'promtool'), body), from: 'path' }
}

function real(): Tool {
  const tool = findTool('promtool')
  if (!tool) throw new Error('promtool is missing; run node --import tsx generators/tools/install.ts first')
  return tool
}

async function failureOf(promise: Promise<unknown>): Promise<string> {
  const error = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  )
  expect(error).toBeInstanceOf(ToolError)
  return (error as ToolError).message
}

describe('the real promtool', () => {
  test('tells its version', async () => {
    expect(await versionOf(real())).toMatch(/^\d+\.\d+\.\d+\S*$/)
  })

  test('accepts and refuses rules by its exit code', () =>
    withFolder(async (folder) => {
      const rules = (expr: string) => `cat > rules.yml <<'END'
groups: [{ name: g, rules: [{ record: "a:b", expr: "${expr}" }] }]
END`
      const writer = fake(folder, rules('sum(up)'))
      await runTool(writer, [], { cwd: folder })
      const good = await runTool(real(), ['check', 'rules', 'rules.yml'], { cwd: folder })
      expect(good).toMatchObject({ code: 0, stdout: expect.stringContaining('SUCCESS') })
      await runTool(fake(folder, rules('sum(')), [], { cwd: folder })
      const bad = await runTool(real(), ['check', 'rules', 'rules.yml'], { cwd: folder })
      expect(bad.code).not.toBe(0)
      expect(bad.stderr).toContain('parse error')
    }))

  test('reads metrics from stdin', async () => {
    const input = '# HELP a_total Things.\n# TYPE a_total counter\na_total 1\n'
    expect(await runTool(real(), ['check', 'metrics'], { input })).toMatchObject({ code: 0 })
  })
})

describe('runTool', () => {
  test('keeps exit code, stdout and stderr apart', () =>
    withFolder(async (folder) => {
      const outcome = await runTool(fake(folder, 'echo out; echo err >&2; exit 3'), [])
      expect(outcome).toEqual({ code: 3, stdout: 'out\n', stderr: 'err\n' })
      expect(outcome).toSatisfy(Object.isFrozen)
    }))

  test('hands over arguments unchanged, as no shell is involved', () =>
    withFolder(async (folder) => {
      const args = ['a b', '$HOME', '*', '; exit 9', '']
      const { stdout } = await runTool(fake(folder, 'printf "%s\\n" "$@"'), args)
      expect(stdout).toBe(args.map((arg) => `${arg}\n`).join(''))
    }))

  test('hands over stdin, and decodes characters that are split between chunks', () =>
    withFolder(async (folder) => {
      const input = `x${'é→𝄞'.repeat(50_000)}`
      expect((await runTool(fake(folder, 'cat'), [], { input })).stdout).toBe(input)
    }))

  test('minds no program that leaves its stdin unread', () =>
    withFolder(async (folder) => {
      const outcome = await runTool(fake(folder, 'exec true'), [], { input: 'x'.repeat(1_000_000) })
      expect(outcome.code).toBe(0)
    }))

  test('closes stdin where there is no input', () =>
    withFolder(async (folder) => {
      expect((await runTool(fake(folder, 'cat; echo end'), [])).stdout).toBe('end\n')
    }))

  test('kills what takes too long', () =>
    withFolder(async (folder) => {
      const slow = fake(folder, 'echo $$ > pid; exec sleep 60')
      const message = await failureOf(runTool(slow, [], { cwd: folder, timeoutMs: 1000 }))
      expect(message).toContain('promtool did not finish within 1 s and was killed')
      const pid = Number(readFileSync(join(folder, 'pid'), 'utf8'))
      expect(() => process.kill(pid, 0)).toThrow('ESRCH')
    }))

  test('does not wait for a grandchild that holds the output open', () =>
    withFolder(async (folder) => {
      const started = Date.now()
      await failureOf(runTool(fake(folder, 'sleep 5 &'), [], { timeoutMs: 300 }))
      expect(Date.now() - started).toBeLessThan(4000)
    }))

  test('says which signal ended the program', () =>
    withFolder(async (folder) => {
      expect(await failureOf(runTool(fake(folder, 'kill -TERM $$'), []))).toContain('promtool was ended by SIGTERM')
    }))

  test.each([
    ['a missing file', 'none', {}],
    ['a file as a folder', 'promtool/none', {}],
    ['a missing working folder', 'promtool', { cwd: 'none' }],
  ])('explains %s', (_, path, options: { cwd?: string }) =>
    withFolder(async (folder) => {
      const tool = { ...fake(folder, 'true'), path: join(folder, path) }
      const cwd = join(folder, options.cwd ?? '.')
      expect(await failureOf(runTool(tool, [], { cwd }))).toContain(`promtool cannot be started from ${tool.path} (`)
    }),
  )

  test('explains what spawn itself refuses', () =>
    withFolder(async (folder) => {
      expect(await failureOf(runTool(fake(folder, 'true'), ['a\0b']))).toContain('promtool cannot be started')
    }))
})

describe('versionOf', () => {
  test.each([
    ['stdout', 'echo "promtool, version 2.42.0+ds (branch: debian/sid, revision: 1)"', '2.42.0+ds'],
    ['stderr', 'echo "amtool, version 0.34.1 (branch: HEAD, revision: 1)" >&2', '0.34.1'],
    ['a bare line', 'echo "prometheus, version 3.15.0-rc.1"', '3.15.0-rc.1'],
    ['a browser', 'echo "Chromium 156.0.8078.108 built on Debian GNU/Linux 12 (bookworm)"', '156.0.8078.108'],
  ])('reads %s', (_, body, version) =>
    withFolder(async (folder) => {
      expect(await versionOf(fake(folder, body))).toBe(version)
    }),
  )

  test.each([
    ['no version', 'echo "promtool, version  (branch: , revision: )"'],
    ['a failure', 'echo "promtool, version 1.0.0"; exit 1'],
  ])('refuses %s', (_, body) =>
    withFolder(async (folder) => {
      expect(await failureOf(versionOf(fake(folder, body)))).toContain(
        'named no version; check that it is really promtool',
      )
    }),
  )
})
