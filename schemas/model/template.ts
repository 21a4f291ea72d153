/**
 * Annotations with values filled in by Prometheus, from typed references to labels.
 * https://prometheus.io/docs/prometheus/latest/configuration/template_reference/
 */

/** A label or the value in an annotation; in a template string it becomes what Prometheus fills in. */
export interface Placeholder {
  readonly path: string
  toString(): string
}

const place = (path: string, pipe = ''): Placeholder =>
  Object.freeze({ path, toString: () => `{{ ${path}${pipe && ` | ${pipe}`} }}` })

/** What an annotation may refer to: the labels that the alert really has, and its value. */
export interface AnnotationContext<L extends object> {
  readonly labels: { readonly [N in keyof L & string]: Placeholder }
  /** The value that breached, in the words of its unit: `12.5%`, `1m 30s`, `1.5GiB`. */
  readonly value: Placeholder
}

/** A label that the expression lacks is remembered here, for the loader to report. */
export function annotationContext(
  labels: readonly string[],
  unit: string,
  unknown: (label: string) => void,
): AnnotationContext<Record<string, string>> {
  const known = new Set(labels)
  return {
    labels: new Proxy({} as Record<string, Placeholder>, {
      get: (_, name) => {
        if (typeof name !== 'string') return undefined
        if (!known.has(name)) unknown(name)
        return place(`$labels.${name}`)
      },
    }),
    value: valueIn(unit),
  }
}

/** How a value of a unit is worded. */
function valueIn(unit: string): Placeholder {
  const worded = (pipe: string, after = '', before = '') =>
    Object.freeze({ path: '$value', toString: () => `${before}{{ $value${pipe && ` | ${pipe}`} }}${after}` })
  switch (unit) {
    case 'ratio':
      return worded('humanizePercentage')
    case 'seconds':
      return worded('humanizeDuration')
    case 'timestamp':
      return worded('humanizeTimestamp')
    case 'bytes':
      return worded('humanize1024', 'B')
    case 'bytes/second':
      return worded('humanize1024', 'B/s')
    case 'usd':
      return worded('printf "%.2f"', '', '$')
    case 'celsius':
      return worded('printf "%.1f"', ' °C')
    case 'watts':
      return worded('humanize', 'W')
    default:
      return unit.endsWith('/second') ? worded('printf "%.3g"', ' per second') : worded('humanize')
  }
}

/** `{{ $value | humanizePercentage }}`: 0.05 as `5%`. */
export const humanizePercentage = (of: Placeholder): string => `{{ ${of.path} | humanizePercentage }}`
/** `{{ $value | humanizeDuration }}`: 90 as `1m 30s`. */
export const humanizeDuration = (of: Placeholder): string => `{{ ${of.path} | humanizeDuration }}`
/** `{{ $value | humanize1024 }}`: 1073741824 as `1Gi`. */
export const humanize1024 = (of: Placeholder): string => `{{ ${of.path} | humanize1024 }}`
/** `{{ $value | humanize }}`: 12345 as `12.35k`. */
export const humanize = (of: Placeholder): string => `{{ ${of.path} | humanize }}`
/** `{{ $value | printf "%.2f" }}`: a fixed number of decimals. */
export const decimals = (of: Placeholder, digits: number): string =>
  `{{ ${of.path} | printf "%.${Math.trunc(digits)}f" }}`

const ours = /\{\{ \$(?:labels\.[a-zA-Z_]\w*|value)(?: \| (?:humanize\w*|printf "%\.\d+[fg]"))? \}\}/g

/** Template actions that did not come from a placeholder, which the types cannot vouch for. */
export function foreignActions(text: string): string[] {
  return text.replace(ours, ' ').match(/\{\{[^}]*\}?\}?|\}\}/g) ?? []
}
