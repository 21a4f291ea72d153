/** Notifications as lines to read: who is told of what. https://prometheus.io/docs/alerting/latest/configuration/#webhook_config */

/** As much of an Alertmanager's message to a webhook as is read here. */
interface Message {
  readonly receiver: string
  readonly alerts: readonly {
    readonly status: 'firing' | 'resolved'
    readonly labels: Readonly<Record<string, string>>
    readonly annotations: Readonly<Record<string, string>>
  }[]
}

export interface Notice {
  readonly status: 'firing' | 'resolved'
  /** `ApiErrorsHigh to oncall: An endpoint fails. endpoint="/orders", severity="critical"` */
  readonly text: string
}

/** A notice for each alert of a message; none for what is no message. */
export function noticesOf(body: string): readonly Notice[] {
  const message = messageOf(body)
  return (message?.alerts ?? []).map(({ status, labels: { alertname, ...labels }, annotations }) => {
    const pairs = Object.entries(labels).map(([name, value]) => `${name}=${JSON.stringify(value)}`)
    const text = `${alertname} to ${message?.receiver}: ${annotations.summary ?? ''} ${pairs.join(', ')}`
    return { status, text: printable(text.trim()) }
  })
}

function messageOf(body: string): Message | undefined {
  try {
    const message = JSON.parse(body) as Message | null
    return Array.isArray(message?.alerts) ? (message ?? undefined) : undefined
  } catch {
    return undefined
  }
}

/** What steers a terminal, or turns the direction of a text, is written as its number. */
export const printable = (text: string): string =>
  text.replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, (char) => `\\u{${char.codePointAt(0)?.toString(16)}}`)
