/** What server and browser say to each other; how the browser asks is in `browser/ask.ts`. */

/** Something that Alertmanager told a receiver; `at` is in milliseconds since 1970. */
export interface Notification {
  readonly receiver: string
  readonly status: 'firing' | 'resolved'
  readonly labels: Readonly<Record<string, string>>
  readonly annotations: Readonly<Record<string, string>>
  readonly at: number
}

/** The system, as far as the page names it. */
export interface ToldSystem {
  readonly name: string
  readonly title: string
  /** Seconds. */
  readonly scrapeInterval: number
  readonly dashboards: readonly { readonly slug: string; readonly title: string }[]
  readonly alerts: readonly ToldAlert[]
}

export interface ToldAlert {
  readonly name: string
  readonly severity: string
  readonly summary: string
  /** Whether there is a runbook for it. */
  readonly runbook: boolean
  /** A panel that shows what it watches. */
  readonly shown?: { readonly slug: string; readonly panel: number }
}

/** What changes while the demo runs, and Prometheus does not know. */
export interface ToldDemo {
  readonly incidents: readonly { readonly alert: string; readonly running: boolean }[]
  readonly notifications: readonly Notification[]
}
