/** What the server answers, and the headers that keep a browser to this page. */
export interface Reply {
  readonly status: number
  readonly type: string
  readonly body: string
}

export const json = (value: unknown, status = 200): Reply => ({
  status,
  type: 'application/json; charset=utf-8',
  body: JSON.stringify(value),
})

/** What went wrong, in one sentence. */
export const said = (status: number, error: string): Reply => json({ error }, status)

/** Nothing from elsewhere, nothing inline, and no HTML that is made of text. */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
]

export const securing: Readonly<Record<string, string>> = Object.freeze({
  'content-security-policy': policy.join('; '),
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'cache-control': 'no-store',
})
