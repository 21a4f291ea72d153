/**
 * How long the commands take that are run hundreds of times a day, and how that grows. `npm run bench` prints medians and ratios;
 * nothing here is asserted, since machines differ.
 */
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { root, tsc } from '../support/tsc.ts'
import { manyMetrics } from '../types/many-metrics.ts'

const runs = 9
const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN

function timed(call: () => void): number {
  const before = performance.now()
  call()
  return performance.now() - before
}

const times = (call: () => void): number => median(Array.from({ length: runs }, () => timed(call)))

function node(...args: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8', env: notInCi })
  if (status !== 0) throw new Error(stderr)
  return stdout
}

const npm = (...args: readonly string[]) => spawnSync('npm', ['run', '-s', ...args], { cwd: root, env: notInCi })
const { CI: _, ...notInCi } = process.env

function emptied(folder: string): string {
  rmSync(folder, { recursive: true, force: true })
  return folder
}

function commands(): void {
  const out = mkdtempSync(join(tmpdir(), 'plimsoll-bench-'))
  const main = ['generators/start/index.js']
  try {
    const bare = times(() => node('-e', '0'))
    const rows: readonly (readonly [string, () => void])[] = [
      ['node', () => node('-e', '0')],
      ['node with tsx', () => node('--import', 'tsx/esm', '-e', '0')],
      ['--help', () => node(...main, '--help')],
      ['generate, all new', () => node(...main, 'generate', '--out', emptied(out))],
      ['generate, nothing to write', () => node(...main, 'generate', '--out', out)],
      ['generate, no file changed', () => node(...main, 'generate')],
      ['npm run generate, all new', () => void npm('generate', '--', '--out', emptied(out))],
      ['npm run generate, no change', () => void npm('generate')],
    ]
    for (const [name, call] of rows) {
      const ms = times(call)
      console.log(`${name.padEnd(28)} ${ms.toFixed(0).padStart(6)} ms  ${(ms / bare).toFixed(1).padStart(5)} x node`)
    }
  } finally {
    rmSync(out, { recursive: true, force: true })
  }
}

interface Phases {
  readonly files: number
  readonly load: number
  readonly check: number
  readonly render: number
}

/** What each further system costs, in a process that has done nothing before. */
function systems(): void {
  let before: number | undefined
  for (const many of [1, 5, 10, 20]) {
    const all = Array.from({ length: runs }, () => {
      return JSON.parse(node('--import', 'tsx/esm', 'test/bench/systems.ts', String(many))) as Phases
    })
    const of = (phase: keyof Phases): number => median(all.map((one) => one[phase]))
    const [load, check, render] = [of('load'), of('check'), of('render')]
    const sum = load + check + render
    const phases = `load ${load.toFixed(0)}, check ${check.toFixed(0)}, render ${render.toFixed(0)}; ${of('files')} files`
    const growth = before === undefined ? '' : `, ${(sum / before).toFixed(2)} x the row above`
    console.log(`${String(many).padStart(2)} systems  ${sum.toFixed(0).padStart(6)} ms (${phases})${growth}`)
    before = sum
  }
}

function typeChecking(): void {
  const folder = join(root, 'test/types/budget')
  mkdirSync(folder, { recursive: true })
  try {
    let before: number | undefined
    for (const metrics of [100, 200, 400, 800]) {
      writeFileSync(join(folder, 'metrics.ts'), manyMetrics(metrics))
      writeFileSync(
        join(folder, 'tsconfig.json'),
        JSON.stringify({ extends: '../../../tsconfig.json', include: ['metrics.ts'], exclude: [] }),
      )
      const ms = median(Array.from({ length: 3 }, () => timed(() => tsc('test/types/budget/tsconfig.json'))))
      const growth = before === undefined ? '' : `  ${(ms / before).toFixed(2)} x the row above`
      console.log(`typecheck, ${String(metrics).padStart(3)} metrics      ${ms.toFixed(0).padStart(6)} ms${growth}`)
      before = ms
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

commands()
systems()
typeChecking()
