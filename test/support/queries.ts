/** The queries of dashboards, as text that Prometheus alone can read. */

export interface Asked {
  readonly where: string
  readonly expr: string
}

/** Every query of a dashboard: of its panels, its annotations, and its variables. */
export function queriesOf(path: string, dashboard: unknown): Asked[] {
  const found: Asked[] = []
  const collect = (value: unknown, where: string): void => {
    if (typeof value !== 'object' || value === null) return
    for (const [key, inner] of Object.entries(value)) {
      const labelValues = /^label_values\((.+), \w+\)$/.exec(String(inner))?.[1]
      if (key === 'expr') found.push({ where, expr: String(inner) })
      else if (key === 'query' && labelValues !== undefined) found.push({ where, expr: labelValues })
      else collect(inner, `${where}/${key}`)
    }
  }
  collect(dashboard, path)
  return found
}

const inStringOrNot = /"(?:[^"\\]|\\.)*"|(\[[^\]]*\])|\$\{?\w+(?::\w+)?\}?/g

/** A duration stands for a variable between brackets, and a number elsewhere; in a string, a variable is a text as any other. */
export const withoutVariables = (expr: string): string =>
  expr.replaceAll(inStringOrNot, (whole, brackets?: string) =>
    brackets === undefined ? (whole.startsWith('"') ? whole : '5') : brackets.replaceAll(/\$\{?\w+\}?/g, '5m'),
  )
