/** The writer as `generate` uses it. */
import { expect } from 'vitest'
import type { OutputFile } from '../../generators/outputs/file.ts'
import { apply } from '../../generators/write/apply.ts'
import { UsageError } from '../../generators/write/error.ts'
import { readManifest } from '../../generators/write/manifest.ts'
import { type Plan, plan } from '../../generators/write/plan.ts'

export type Files = Readonly<Record<string, string>>

export const outputs = (files: Files): OutputFile[] => Object.entries(files).map(([path, text]) => ({ path, text }))

export const planned = (out: string, files: Files, systems?: readonly string[]): Plan =>
  plan(out, outputs(files), readManifest(out), systems)

/** Plans and applies, as one run does. */
export function write(out: string, files: Files, systems?: readonly string[]): Plan {
  const todo = planned(out, files, systems)
  apply(todo)
  return todo
}

/** What a run would do, by path. */
export const summaryOf = ({ added, changed, unchanged, removed, foreign, manifestChanged }: Plan) => ({
  added: added.map(({ path }) => path),
  changed: changed.map(({ path }) => path),
  unchanged: unchanged.map(({ path }) => path),
  removed: [...removed],
  foreign: [...foreign],
  manifestChanged,
})

/** That the body is refused with one sentence for the user, and returns the sentence. */
export function refusal(body: () => unknown): string {
  let error: unknown
  try {
    body()
  } catch (thrown) {
    error = thrown
  }
  expect(error).toBeInstanceOf(UsageError)
  const { message } = error as UsageError
  expect(message).not.toContain('\n')
  return message
}
