/** Load lines on panels: the thresholds of alerts, by severity, and marks without an alert. */
import type { AlertData } from '../../../schemas/model/alert.ts'
import type { ThresholdData } from '../../../schemas/model/threshold.ts'
import type { ResolvedPanel } from '../../load/system.ts'
import type { Threshold } from './sdk.ts'

const colours: Readonly<Record<AlertData['severity'], string>> = {
  critical: 'red',
  warning: 'orange',
  info: 'blue',
  none: 'blue',
}

interface Line {
  readonly value: number
  readonly color: string
}

/** The steps of a panel, from below; `base` is the colour where all is well. */
export function stepsOf({ lines, data }: ResolvedPanel, base: string, factor = 1): Threshold[] {
  const coloured = lines.map(({ threshold, severity }) => ({
    op: threshold.op,
    value: beyond(threshold) * factor,
    color: colours[severity],
  }))
  const below = coloured.filter(({ op }) => op === '<' || op === '<=').toSorted(byValue)
  const above = coloured.filter(({ op }) => op !== '<' && op !== '<=').toSorted(byValue)
  const taken = new Set(coloured.map(({ value }) => value))
  const marks = (data.marks ?? []).map(({ value }) => ({ value: value * factor, color: 'blue' }))
  // below the lowest line it is as bad as that line says; between the lines it is well
  const floors = below.map(({ value }, i) => ({ value, color: below[i + 1]?.color ?? base }))
  const steps = [...floors, ...above, ...marks.filter(({ value }) => !taken.has(value))].toSorted(byValue)
  return [{ value: null, color: below[0]?.color ?? base }, ...steps.map(({ value, color }) => ({ value, color }))]
}

/** Grafana colours from the value on; of what should be 0, 0 itself is well. */
const beyond = ({ op, value }: ThresholdData): number => (op === '>' && value === 0 ? Number.EPSILON : value)

const byValue = (a: Line, b: Line): number => a.value - b.value

/** The greatest threshold that values should stay below, if there is one. */
export function ceilingOf({ lines }: ResolvedPanel): number | undefined {
  const above = lines.filter(({ threshold }) => threshold.op === '>' || threshold.op === '>=')
  return above.length > 0 ? Math.max(...above.map(({ threshold }) => threshold.value)) : undefined
}
