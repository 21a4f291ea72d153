/** A dashboard of Grafana, as far as the preview reads it. */

export interface Board {
  readonly title: string
  readonly description?: string
  readonly time: { readonly from: string }
  readonly templating: { readonly list: readonly Variable[] }
  readonly annotations: { readonly list: readonly Annotation[] }
  readonly panels: readonly (Panel | Row)[]
}

export interface Variable {
  readonly name: string
  readonly type: string
  readonly label?: string
  readonly query: string
  readonly multi?: boolean
  readonly includeAll?: boolean
  readonly allValue?: string
}

export interface Annotation {
  readonly name: string
  readonly expr: string
  readonly iconColor: string
  readonly titleFormat?: string
  readonly textFormat?: string
  readonly step?: string
}

export interface Row {
  readonly type: 'row'
  readonly id: number
  readonly title: string
  readonly collapsed: boolean
  readonly panels: readonly Panel[]
}

export interface Panel {
  readonly id: number
  readonly type: string
  readonly title: string
  readonly description?: string
  readonly interval?: string
  readonly gridPos: { readonly h: number; readonly w: number }
  readonly targets?: readonly Target[]
  readonly fieldConfig?: { readonly defaults: Field; readonly overrides: readonly Override[] }
  readonly options: unknown
  readonly transformations?: readonly { readonly id: string; readonly options: unknown }[]
  readonly links?: readonly { readonly title: string; readonly url: string }[]
}

export interface Target {
  readonly refId: string
  readonly expr: string
  readonly legendFormat?: string
  readonly instant?: boolean
}

export interface Field {
  readonly unit?: string
  readonly decimals?: number
  readonly min?: number
  readonly max?: number
  readonly color?: Colour
  readonly mappings?: readonly Mapping[]
  readonly thresholds?: { readonly steps: readonly Step[] }
  readonly custom?: Custom
}

export interface Custom {
  readonly drawStyle?: string
  readonly fillOpacity?: number
  readonly lineWidth?: number
  readonly showPoints?: string
  readonly pointSize?: number
  readonly spanNulls?: number | boolean
  readonly stacking?: { readonly mode: string }
  readonly scaleDistribution?: { readonly type: string; readonly log?: number }
  readonly axisPlacement?: string
  readonly axisSoftMax?: number
  readonly thresholdsStyle?: { readonly mode: string }
}

export interface Colour {
  readonly mode: string
  readonly fixedColor?: string
}

export interface Step {
  readonly value: number | null
  readonly color: string
}

export interface Mapping {
  readonly type: string
  readonly options: Readonly<Record<string, { readonly text?: string; readonly color?: string }>>
}

export interface Override {
  readonly matcher: { readonly id: string; readonly options?: string }
  readonly properties: readonly { readonly id: string; readonly value?: unknown }[]
}

/** A heading with the panels below it. */
export interface Section {
  readonly title: string | undefined
  readonly collapsed: boolean
  readonly panels: readonly Panel[]
}

/** Panels by the row that stands above them. */
export function sectionsOf({ panels }: Board): Section[] {
  const sections: { title: string | undefined; collapsed: boolean; panels: Panel[] }[] = []
  for (const one of panels) {
    if (isRow(one)) sections.push({ title: one.title, collapsed: one.collapsed, panels: [...one.panels] })
    else if (sections.length > 0) sections.at(-1)?.panels.push(one)
    else sections.push({ title: undefined, collapsed: false, panels: [one] })
  }
  return sections
}

const isRow = (one: Panel | Row): one is Row => one.type === 'row'
