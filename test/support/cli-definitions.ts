/** Small definition modules, written outside of the project; they import the vocabulary by its full path. */
import { existsSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import { put } from './cli-folder.ts'
import { root } from './cli-run.ts'

const vocabulary = pathToFileURL(`${root}/schemas/index.ts`).href

/** Writes a module whose text speaks of the vocabulary as `v`, and returns its path. */
export function writeModule(folder: string, name: string, ...lines: readonly string[]): string {
  // only once: a run that is under way may be reading it
  if (!existsSync(`${folder}/package.json`)) put(folder, 'package.json', '{ "type": "module" }\n')
  return put(folder, name, `${[`import * as v from '${vocabulary}'`, ...lines].join('\n')}\n`)
}

export interface Texts {
  readonly name?: string
  readonly title?: string
  readonly help?: string
  readonly why?: string
  readonly summary?: string
  readonly description?: string
  readonly steps?: readonly string[]
  readonly alert?: string
  readonly ruleFile?: string
}

/** A system with one target, one metric, one threshold, one alert; every text can be another one. */
export function systemLines(texts: Texts = {}): string[] {
  const { name = 'app', alert = 'TooManyOpen', ruleFile = 'load', steps = ['Look.'] } = texts
  const text = (value: string | undefined, otherwise: string) => JSON.stringify(value ?? otherwise)
  return [
    `const open = v.gauge('connections_open', { help: ${text(texts.help, 'Open connections.')}, range: [0, 'none'] })`,
    'const limits = v.thresholds({',
    `  many: { above: v.count(1000), why: ${text(texts.why, 'Sized for a thousand.')} },`,
    '})',
    `const tooMany = v.alert(${JSON.stringify(alert)}, {`,
    "  when: v.breaches(v.sum(open), limits.many), for: v.minutes(5), severity: 'warning', owner: 'team',",
    `  summary: ${text(texts.summary, 'Too many connections.')},`,
    `  description: () => ${text(texts.description, 'Connections pile up.')},`,
    `  runbook: { meaning: ${text(steps[0], '')}, impact: ${text(steps[0], '')}, diagnose: ${JSON.stringify(steps)},`,
    `    mitigate: ${JSON.stringify(steps)} },`,
    '})',
    `export const app = v.system(${JSON.stringify(name)}, {`,
    `  title: ${text(texts.title, 'App')}, description: 'An app.', retention: v.days(1), thresholds: limits,`,
    "  targets: [v.target('app', { service: 'app', port: 80, exposes: [open] })],",
    `  rules: [v.ruleGroup(${JSON.stringify(ruleFile)}, { rules: [tooMany] })],`,
    '})',
  ]
}

/** Writes `index.ts` with one system, and returns its path. */
export const writeSystem = (folder: string, texts: Texts = {}): string =>
  writeModule(folder, 'index.ts', ...systemLines(texts), 'export const systems = [app]')
