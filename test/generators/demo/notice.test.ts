import { describe, expect, test } from 'vitest'
import { lineOf, noticesOf, printable } from '../../../generators/demo/notice.ts'

const message = (alerts: readonly object[]) => JSON.stringify({ receiver: 'oncall', alerts })
const alert = (more: object = {}) => ({
  status: 'firing',
  labels: { alertname: 'ApiErrorsHigh', endpoint: '/orders' },
  annotations: { summary: 'An endpoint fails.' },
  ...more,
})

describe('a notification', () => {
  test('is a line for each alert: who is told of what', () => {
    const notices = noticesOf(message([alert(), alert({ status: 'resolved' })]), 7)
    expect(notices.map(({ status, receiver, at }) => [status, receiver, at])).toEqual([
      ['firing', 'oncall', 7],
      ['resolved', 'oncall', 7],
    ])
    expect(notices.map(lineOf)).toEqual(
      notices.map(() => 'ApiErrorsHigh to oncall: An endpoint fails. endpoint="/orders"'),
    )
  })

  test('steers no terminal', () => {
    const labels = { alertname: 'X', endpoint: '\u001b[2J\r\n\u202e' }
    const [line] = noticesOf(message([alert({ labels, annotations: { summary: '\u001b]0;title\u0007' } })]), 0).map(
      lineOf,
    )
    expect(line).not.toMatch(/[\p{Cc}\p{Cf}]/u)
    expect(line).toContain('\\u{1b}]0;title\\u{7}')
  })

  test.each(['', 'no JSON', 'null', '[]', '{"alerts":7}'])('is none where it is no message: %s', (body) => {
    expect(noticesOf(body, 0)).toEqual([])
  })
})

test.each([
  ['a\tb', 'a\\u{9}b'],
  ['a\u2028b', 'a\\u{2028}b'],
  ['plain – text', 'plain – text'],
])('%j is printed as %s', (text, expected) => {
  expect(printable(text)).toBe(expected)
})
