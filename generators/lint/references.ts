/** References to variables: `$name`, `${name}`, `${name:regex}`, `${name.text}` and `[[name]]`, wherever Grafana replaces them. */

/** https://github.com/grafana/grafana/blob/main/public/app/features/variables/utils.ts, `variableRegex` */
const reference = /\$([a-zA-Z_]\w*)|\[\[([a-zA-Z_]\w*?)(?::\w+)?\]\]|\$\{([a-zA-Z_]\w*)(?:\.[^:}]+)?(?::[^}]+)?\}/g

/** The names of the variables that a text refers to. */
export function referencesIn(text: string): string[] {
  return [...text.matchAll(reference)].map(([, bare, brackets, braced]) => bare ?? brackets ?? braced ?? '')
}

/** https://grafana.com/docs/grafana/latest/dashboards/variables/add-template-variables/#global-variables */
const builtIn: ReadonlySet<string> = new Set([
  ...['__rate_interval', '__rate_interval_ms', '__interval', '__interval_ms', '__range', '__range_s', '__range_ms'],
  ...['__from', '__to', '__timezone', '__name', '__org', '__user', '__dashboard', '__all', '__all_variables'],
  ...['__url', '__url_time_range', '__series', '__field', '__value', '__data', '__timeFilter', 'timeFilter'],
])

export const isBuiltIn = (name: string): boolean => builtIn.has(name)

/** Every way to write a variable as the whole value of a matcher. */
export const spellings = (name: string): string[] => [`$${name}`, `\${${name}}`, `\${${name}:regex}`]
