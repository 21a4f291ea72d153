/**
 * Grafana's own types, from its foundation SDK: what a panel, its options and its queries may hold. Only types are taken, and
 * files are made as plain values: the SDK's builders bring defaults that Grafana has to ignore again, and 0.2 s at each start.
 */
import type * as bargauge from '@grafana/grafana-foundation-sdk/bargauge'
import type * as common from '@grafana/grafana-foundation-sdk/common'
import type * as dashboard from '@grafana/grafana-foundation-sdk/dashboard'
import type * as gauge from '@grafana/grafana-foundation-sdk/gauge'
import type * as heatmap from '@grafana/grafana-foundation-sdk/heatmap'
import type * as prometheus from '@grafana/grafana-foundation-sdk/prometheus'
import type * as stat from '@grafana/grafana-foundation-sdk/stat'
import type * as statetimeline from '@grafana/grafana-foundation-sdk/statetimeline'
import type * as table from '@grafana/grafana-foundation-sdk/table'
import type * as text from '@grafana/grafana-foundation-sdk/text'
import type * as timeseries from '@grafana/grafana-foundation-sdk/timeseries'

/** A type of the SDK as it is in JSON: enums are their strings, and there are no functions. */
export type Json<T> = T extends string
  ? `${T}`
  : T extends number
    ? `${T}` extends `${infer N extends number}`
      ? N
      : number
    : T extends boolean | null | undefined
      ? T
      : T extends readonly (infer I)[]
        ? readonly Json<I>[]
        : T extends object
          ? { readonly [K in keyof T as T[K] extends (...args: never) => unknown ? never : K]: Json<T[K]> }
          : T

/** What the plugin of a panel understands. */
interface Plugins {
  readonly timeseries: { readonly options: timeseries.Options; readonly custom: timeseries.FieldConfig }
  readonly stat: { readonly options: stat.Options; readonly custom: undefined }
  readonly gauge: { readonly options: gauge.Options; readonly custom: undefined }
  readonly bargauge: { readonly options: bargauge.Options; readonly custom: undefined }
  readonly heatmap: { readonly options: heatmap.Options; readonly custom: heatmap.FieldConfig }
  readonly table: { readonly options: table.Options; readonly custom: table.FieldConfig }
  readonly 'state-timeline': { readonly options: statetimeline.Options; readonly custom: statetimeline.FieldConfig }
  readonly text: { readonly options: text.Options; readonly custom: undefined }
}
export type PluginId = keyof Plugins

export type FieldDefaults = Json<Omit<dashboard.FieldConfig, 'custom'>>
export type Override = Json<{ matcher: dashboard.MatcherConfig; properties: dashboard.DynamicConfigValue[] }>
export type Transformation = Json<dashboard.DataTransformerConfig>
export type ValueMapping = Json<dashboard.ValueMapping>
export type Threshold = Json<dashboard.Threshold>
export type Target = Json<prometheus.Dataquery>
export type Dashboard = Json<Omit<dashboard.Dashboard, 'panels' | 'annotations'>>
export type Variable = Json<dashboard.VariableModel>
export type Link = Json<Omit<dashboard.DashboardLink, 'placement'>>
export type Calculation = Json<common.ReduceDataOptions>

/** What makes a kind of panel different from the others. */
export interface Visualization<P extends PluginId = PluginId> {
  readonly type: P
  readonly options: Json<Plugins[P]['options']>
  readonly custom?: Json<Plugins[P]['custom']>
  readonly transformations?: readonly Transformation[]
  readonly overrides?: readonly Override[]
}

/** The data source that the dashboard's variable holds. */
export const datasource = { type: 'prometheus', uid: `\${datasource}` } as const
