/** Problems and results in words, as JSON, and as annotations of a pull request. */
import { readFileSync } from 'node:fs'
import { type Problem, relativePath } from '../problem.ts'
import pc from './colours.ts'

/** `3 written, 41 unchanged, 1 removed, in 0.31 s`, with the time since the process began. */
export function summary(parts: Readonly<Record<string, number>>): string {
  const counts = Object.entries(parts).map(([word, n]) => `${n} ${n === 1 ? word.replace(/s$/, '') : word}`)
  return `${counts.join(', ')}, in ${(performance.now() / 1000).toFixed(2)} s`
}

/** The line on which a definition's name stands first, or of `dashboard: panel` the panel's title; looked up only for those that have a problem. */
function lineOf({ file, name }: Problem): number | undefined {
  try {
    const lines = readFileSync(file, 'utf8').split('\n')
    const lineWith = (texts: readonly string[]) => lines.findIndex((line) => texts.some((text) => line.includes(text)))
    const title = name.slice(name.indexOf(': ') + 2)
    const at = [
      lineWith([`'${name}'`, `"${name}"`, `${name}:`]),
      name.includes(': ') ? lineWith([`'${title}'`, `"${title}"`]) : -1,
    ].find((line) => line >= 0)
    return at === undefined ? undefined : at + 1
  } catch {
    return undefined
  }
}

export interface Located extends Problem {
  readonly line?: number
}

export function locate(problems: readonly Problem[], root: string): Located[] {
  const located = problems.map((problem) => {
    const line = lineOf(problem)
    return { ...problem, file: relativePath(root, problem.file), ...(line !== undefined && { line }) }
  })
  return located.sort((a, b) => (a.file === b.file ? (a.line ?? 0) - (b.line ?? 0) : a.file < b.file ? -1 : 1))
}

export function problemText({ file, line, name, message, id, excerpt }: Located): string {
  const head = `${pc.bold(line === undefined ? file : `${file}:${line}`)} ${pc.cyan(name)}: ${message} ${pc.dim(`[${id}]`)}`
  return excerpt
    ? `${head}\n${excerpt
        .split('\n')
        .map((text) => `    ${text}`)
        .join('\n')}`
    : head
}

/** https://docs.github.com/actions/reference/workflow-commands-for-github-actions */
export function annotation({ file, line, name, message, id }: Located): string {
  const data = (text: string) => text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')
  const property = (text: string) => data(text).replaceAll(':', '%3A').replaceAll(',', '%2C')
  const at = line === undefined ? '' : `,line=${line}`
  return `::error file=${property(file)}${at},title=${property(id)}::${data(`${name}: ${message}`)}`
}

/** All problems, and how many. Annotations too, where GitHub runs it. */
export function printProblems(problems: readonly Located[]): void {
  for (const problem of problems) process.stderr.write(`${problemText(problem)}\n`)
  if (process.env.GITHUB_ACTIONS === 'true')
    for (const problem of problems) process.stdout.write(`${annotation(problem)}\n`)
}
