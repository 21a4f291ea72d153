/** What a rule of the lint is: an id, what it is for, and a function from a dashboard to what is wrong with it. */
import type { Board } from './board.ts'

export interface Finding {
  /** The rule that found it, `grafana/layout` for instance. */
  readonly id: string
  /** The dashboard's title. */
  readonly dashboard: string
  /** The place in the dashboard: `panel 3 (Requests), query A`, `variable job`, or `dashboard`. */
  readonly where: string
  /** What is wrong and what to do, in one sentence. */
  readonly message: string
  /** The part of the query that it is about, with carets below. */
  readonly excerpt?: string
}

/** A finding without what is the same for all findings of a rule. */
export type Said = Omit<Finding, 'id' | 'dashboard'>

export interface DashboardRule {
  readonly id: string
  /** A paragraph for the user: what it finds, why that matters, where the rule comes from. */
  readonly doc: string
  readonly run: (board: Board) => readonly Said[]
}

/** A rule about dashboards that are provisioned together. */
export interface FolderRule extends Omit<DashboardRule, 'run'> {
  readonly run: (board: Board, all: readonly Board[]) => readonly Said[]
}

export const say = (where: string, message: string, excerpt?: string): Said => ({
  where,
  message,
  ...(excerpt !== undefined && { excerpt }),
})

/** One finding where `wrong` holds, and none otherwise. */
export const sayIf = (wrong: boolean, where: string, message: string): Said[] => (wrong ? [say(where, message)] : [])
