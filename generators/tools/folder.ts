/** Generated files on disk for a program to read, in a folder that is removed afterwards. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { OutputFile } from '../outputs/file.ts'

export async function inFolder<T>(files: readonly OutputFile[], use: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'plimsoll-'))
  try {
    writeInto(folder, files)
    return await use(folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

export function writeInto(folder: string, files: readonly Pick<OutputFile, 'path' | 'text'>[]): void {
  for (const { path, text } of files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
}
