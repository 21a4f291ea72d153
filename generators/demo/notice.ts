/** Notifications as lines to read: who is told of what. https://prometheus.io/docs/alerting/latest/configuration/#webhook_config */

import type { Notification } from './page/told.ts'

/** That somebody was told of an alert. */
export type Notice = Notification

/** As much of an Alertmanager's message to a webhook as is read here. */
interface Message {
  readonly receiver: string
  readonly alerts: readonly Pick<Notice, 'status' | 'labels' | 'annotations'>[]
}

/** A notice for each alert of a message; none for what is no message. */
export function noticesOf(body: string, at: number): readonly Notice[] {
  const message = messageOf(body)
  if (!message) return []
  const { receiver, alerts } = message
  return alerts.map(({ status, labels, annotations }) => ({ receiver, status, labels, annotations, at }))
}

function messageOf(body: string): Message | undefined {
  try {
    const message = JSON.parse(body) as Message | null
    return Array.isArray(message?.alerts) ? (message ?? undefined) : undefined
  } catch {
    return undefined
  }
}

/** `ApiErrorsHigh to oncall: An endpoint fails. endpoint="/orders", severity="critical"` */
export function lineOf({ receiver, labels: { alertname, ...labels }, annotations }: Notice): string {
  const pairs = Object.entries(labels).map(([name, value]) => `${name}=${JSON.stringify(value)}`)
  return printable(`${alertname} to ${receiver}: ${annotations.summary ?? ''} ${pairs.join(', ')}`.trim())
}

/** What steers a terminal, or turns the direction of a text, is written as its number. */
export const printable = (text: string): string =>
  text.replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, (char) => `\\u{${char.codePointAt(0)?.toString(16)}}`)
