import { walk } from '../../schemas/promql/ast.ts'
import { aggregateSince, atLeast, functions } from '../../schemas/promql/functions-table.ts'
import { infer } from '../../schemas/promql/infer.ts'
import type { System } from '../load/system.ts'
import { type Check, foundIn, ofExpressions } from './check.ts'

export const exprVersion: Check = {
  id: 'expr/version',
  doc: `A system says which release of Prometheus runs it. A function or an aggregation that this release does not have yet, has no
longer, or has only behind --enable-feature=promql-experimental-functions, makes Prometheus refuse the whole rule file.
Source: the release notes of Prometheus.`,
  run: ofExpressions((expression, system) =>
    walk(expression.expr).flatMap((node) => {
      if (
        node.type === 'Call' &&
        node.func === 'histogram_fraction' &&
        node.args.some((arg) => 'le' in infer(arg).labels) &&
        !atLeast(system.data.prometheus, '3.4')
      ) {
        return [
          foundIn(
            expression,
            node,
            `histogram_fraction() of classic buckets came with Prometheus 3.4, and this system targets ${system.data.prometheus}`,
          ),
        ]
      }
      const name = node.type === 'Call' ? node.func : node.type === 'AggregateExpr' ? node.op : undefined
      const message = name === undefined ? undefined : versionProblem(name, system.data)
      return message === undefined ? [] : [foundIn(expression, node, message)]
    }),
  ),
}

/** Why a release cannot evaluate a function; undefined where it can. */
export function versionProblem(
  name: string,
  { prometheus, experimentalFunctions }: Pick<System['data'], 'prometheus' | 'experimentalFunctions'>,
): string | undefined {
  const signature = functions[name] ?? aggregateSince[name]
  if (!signature) return undefined
  const { since, experimental } = signature
  const until = 'until' in signature ? signature.until : undefined
  if (since !== undefined && !atLeast(prometheus, since)) {
    return `${name}() came with Prometheus ${since}, and this system targets ${prometheus}; raise prometheus in its definition, or do without`
  }
  if (until !== undefined && atLeast(prometheus, until))
    return `${name}() is gone since Prometheus ${until}, and this system targets ${prometheus}`
  const stable = typeof experimental === 'string' && atLeast(prometheus, experimental)
  if (experimental && !stable && !experimentalFunctions) {
    return `${name}() is experimental in Prometheus ${prometheus}; set experimentalFunctions in the system's definition, or do without`
  }
  return undefined
}
