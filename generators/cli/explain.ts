/** `npm run explain`: what a check finds, why that matters, and where the rule comes from. */
import { checks, loadChecks, proofs } from '../checks/index.ts'
import { instead } from '../checks/nearest.ts'
import { dashboardRules } from '../lint/index.ts'
import { verifications } from '../verify/index.ts'
import { UsageError } from '../write/error.ts'
import pc from './colours.ts'

/** Prints one check, or all where none is named. Throws a UsageError for an id that does not exist. */
export function explain(id: string | undefined): number {
  const all = [...loadChecks, ...checks, ...proofs, ...dashboardRules, ...verifications].sort((a, b) =>
    a.id < b.id ? -1 : 1,
  )
  const wanted = all.filter((check) => id === undefined || check.id === id)
  if (wanted.length === 0) {
    const ids = all.map((check) => check.id)
    throw new UsageError(`there is no check ${id}; ${instead(id ?? '', ids)}`)
  }
  for (const check of wanted) process.stdout.write(`${pc.bold(check.id)}\n  ${check.doc.replaceAll('\n', '\n  ')}\n`)
  return 0
}
