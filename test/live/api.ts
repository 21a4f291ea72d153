/** The HTTP interfaces of Prometheus and Alertmanager. */
import { expect } from 'vitest'
import type { Telling } from './stack.ts'

/** The data of an answer; an error with the server's words where there is none. https://prometheus.io/docs/prometheus/latest/querying/api/ */
export async function ask<T>(base: string, path: string, params: Readonly<Record<string, string>> = {}): Promise<T> {
  const response = await fetch(`${base}/api/v1/${path}?${new URLSearchParams(params)}`)
  const answer = (await response.json()) as { status: string; data: T; error?: string }
  if (answer.status !== 'success') throw new Error(`${answer.error ?? response.statusText}`)
  return answer.data
}

export interface Alert {
  readonly labels: Readonly<Record<string, string>>
  readonly annotations: Readonly<Record<string, string>>
}

/** An alert as Alertmanager lists it. */
export interface Listed extends Alert {
  readonly fingerprint: string
  readonly status: { readonly state: string; readonly inhibitedBy: readonly string[] }
}

export async function alertsIn({ alertmanager }: Telling): Promise<readonly Listed[]> {
  const response = await fetch(`${alertmanager.url}/api/v2/alerts`)
  return (await response.json()) as readonly Listed[]
}

/** Sends alerts as Prometheus does: firing, or over where an end is given. */
export async function send({ alertmanager }: Telling, alerts: readonly object[]): Promise<void> {
  const response = await fetch(`${alertmanager.url}/api/v2/alerts`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(alerts),
  })
  expect(response.status, await response.text()).toBe(200)
}
