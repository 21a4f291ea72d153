/** What is chosen on a dashboard, put into its queries as Grafana does for Prometheus. */
import type { Variable } from './board.ts'

/** The values that are chosen of each variable; none means all of them. */
export type Chosen = Readonly<Record<string, readonly string[]>>

/** `up{job=~"$job"}` as `up{job=~"(api|worker)"}`; variables that nobody knows stay as they are. */
export function substitute(
  text: string,
  variables: readonly Variable[],
  chosen: Chosen,
  more: Readonly<Record<string, string>> = {},
): string {
  return text.replaceAll(/\$(?:\{(\w+)\}|(\w+))/g, (whole, braced?: string, bare?: string) => {
    const name = braced ?? bare ?? ''
    const variable = variables.find((one) => one.name === name)
    return more[name] ?? (variable ? regexOf(variable, chosen[name] ?? []) : whole)
  })
}

function regexOf({ allValue = '.*' }: Variable, values: readonly string[]): string {
  if (values.length === 0) return allValue
  const escaped = values.map(inRegexInString)
  return escaped.length === 1 ? (escaped[0] ?? '') : `(${escaped.join('|')})`
}

/** A text that stands for itself in a regular expression, which stands in a string of PromQL. */
const inRegexInString = (value: string): string =>
  value
    .replaceAll(/[\\^$*+?.()|[\]{}]/g, '\\$&')
    .replaceAll(/[\\"]/g, '\\$&')
    .replaceAll('\n', '\\n')

/** The selector and the label of `label_values(up{job="api"}, instance)`; the selector may be absent. */
export function labelValues(query: string): { readonly match: string | undefined; readonly label: string } | undefined {
  const [, match, label] = /^label_values\((?:(.+),\s*)?(\w+)\)$/.exec(query) ?? []
  return label === undefined ? undefined : { match, label }
}

/** The values of a custom variable: separated by commas, unless there is a backslash before one. */
export const customValues = (query: string): string[] =>
  query
    .split(/(?<!\\),/)
    .map((value) => value.replaceAll('\\,', ',').trim())
    .filter((value) => value !== '')
