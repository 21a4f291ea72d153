import { type BinaryExpr, type Node, selectorsOf, walk } from '../../schemas/promql/ast.ts'
import { infer } from '../../schemas/promql/infer.ts'
import { jobsOf } from '../facts/jobs.ts'
import type { System } from '../load/system.ts'
import { type Check, foundIn, ofExpressions } from './check.ts'

export const exprJobs: Check = {
  id: 'expr/jobs',
  doc: `Two sides that are matched on job or instance must come from the same target, or no series of one side ever meets a series of
the other: the expression is empty, always. Say on (…) with the labels that they share. In a public corpus of 1 155 alerts, this
is the commonest reason why one never fires.`,
  run: ofExpressions((expression, system) =>
    walk(expression.expr).flatMap((node) => {
      if (node.type !== 'BinaryExpr' || node.op === 'or' || node.op === 'unless') return []
      const label = ['job', 'instance'].find((name) => matchesOn(node, name))
      if (label === undefined) return []
      const [left, right] = [comesFrom(node.lhs, label, system), comesFrom(node.rhs, label, system)]
      if (!left || !right || left.some((job) => right.includes(job))) return []
      return [
        foundIn(
          expression,
          node,
          `never gives anything: the left side comes from ${left.join(', ')}, the right side from ${right.join(', ')}, and both must have the same ${label}; match on other labels`,
        ),
      ]
    }),
  ),
}

function matchesOn({ matching, lhs, rhs }: BinaryExpr, label: string): boolean {
  if (infer(lhs).kind === 'scalar' || infer(rhs).kind === 'scalar') return false
  if (!Object.hasOwn(infer(lhs).labels, label) || !Object.hasOwn(infer(rhs).labels, label)) return false
  if (!matching) return true
  return matching.on ? matching.labels.includes(label) : !matching.labels.includes(label)
}

/** The jobs from which the series of an expression can come; undefined where that is not known. */
function comesFrom(node: Node, label: string, system: System): readonly string[] | undefined {
  if (walk(node).some((part) => makes(part, label))) return undefined
  const selectors = selectorsOf(node)
  if (selectors.some(({ name }) => system.series.get(name)?.recorded)) return undefined
  const jobs = [...new Set(selectors.flatMap((selector) => jobsOf(system, selector)))]
  const fixed = system.targets.some(
    ({ data }) => jobs.includes(data.name) && (data.honorLabels || Object.hasOwn(data.labels, label)),
  )
  return jobs.length === 0 || fixed ? undefined : jobs
}

/** Whether a function sets the label to something else than the target's. */
function makes(node: Node, label: string): boolean {
  if (node.type !== 'Call' || (node.func !== 'label_replace' && node.func !== 'label_join')) return false
  const to = node.args[1]
  return to?.type === 'StringLiteral' && to.val === label
}
