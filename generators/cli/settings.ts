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

/** What the commands are told that simulate a system. */
export interface Simulated extends Pick<Settings, 'root' | 'definitions' | 'importModule'> {
  readonly system: string
  /** The alerts that fire from the beginning. */
  readonly incidents: readonly string[]
  readonly portFrom?: number
  /** At their own ports and names, as in a network of containers. */
  readonly asServices?: boolean
  readonly seed: number
  /** How many times faster than real time passes. */
  readonly speed: number
}
