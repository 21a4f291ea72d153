import type { ImportModule } from '../load/import.ts'

/** What the commands are told. */
export interface Settings {
  /** The project's folder, which paths in messages are relative to. */
  readonly root: string
  readonly out: string
  readonly definitions: string
  readonly importModule?: ImportModule
  readonly systems?: readonly string[]
  readonly json: boolean
  readonly watch: boolean
}
