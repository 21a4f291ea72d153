/** Rules that are evaluated together, in order, and written into one file with others of the same file name. */
import { z } from 'zod'
import type { Alert } from './alert.ts'
import { definedIn } from './definition.ts'
import { duration, fileName } from './fields.ts'
import type { Duration } from './quantity.ts'
import type { Recording } from './recording.ts'

export type Rule = Alert | Recording

export const groupSchema = z.strictObject({
  name: fileName,
  file: z.string(),
  /** The rule file, without `.yml`. */
  writtenTo: fileName,
  interval: duration.optional(),
  rules: z.array(z.custom<Rule>()).min(1, 'a rule group has at least one rule'),
})
export type GroupData = z.infer<typeof groupSchema>

export interface RuleGroup {
  readonly data: GroupData
}

/** A rule group, by default in a file of its own name: `rules/<name>.yml`. Without `interval` it is evaluated as the system says. */
export function ruleGroup(
  name: string,
  definition: { readonly rules: readonly Rule[]; readonly interval?: Duration; readonly writtenTo?: string },
): RuleGroup {
  const { rules, interval, writtenTo = name } = definition
  return Object.freeze({
    data: Object.freeze({
      name,
      file: definedIn(),
      writtenTo,
      ...(interval && { interval: interval.node.val * 1000 }),
      rules: [...rules],
    }),
  })
}
