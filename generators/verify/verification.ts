/** What a verification is: an id, what it is for, and a function from what was learnt to where that is not what is defined. */
import type { Problem } from '../problem.ts'
import type { Learnt } from './learn.ts'
import type { Subject } from './subject.ts'
import { visible } from './text.ts'

/** `problem` fails the command, `note` does not. */
export type Level = 'problem' | 'note'

export interface Finding extends Problem {
  readonly level: Level
  /** The job that it is about, where it is about one. */
  readonly job?: string
}

export interface Verification {
  readonly id: string
  /** A paragraph for the user: what it finds, why that matters, and what to do. */
  readonly doc: string
  readonly run: (subject: Subject, learnt: Learnt) => readonly Found[]
}

/** A finding without what is the same for all of one verification. */
export type Found = Omit<Finding, 'id' | 'system' | 'excerpt'>

interface Named {
  readonly file: string
  readonly name: string
}

const found =
  (level: Level) =>
  ({ file, name }: Named, message: string, job?: string): Found =>
    Object.freeze({ level, file, name: visible(name), message: visible(message), ...(job !== undefined && { job }) })

export const problem = found('problem')
export const note = found('note')
