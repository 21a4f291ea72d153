/** Labels that several metrics share, and why `environment` may be exposed. */
import { environment, oneOf, open } from 'plimsoll'

/** Every metric has it, from the settings of the process; no target attaches it. */
export const inEnvironment = { environment } as const
export const exposed = {
  'target-label': 'the application exposes it from its settings, and no target attaches it',
} as const

/** Route templates, never paths: `/api/v1/chat/conversations/{conversation_id}` has one series for all of them. */
export const endpoint = open({
  atMost: 60,
  like: ['/api/v1/chat/conversations', '/api/v1/chat/conversations/{conversation_id}', '/metrics'],
})

/** The document's three queues; each is a priority with workers of its own. */
export const queue = oneOf('high', 'medium', 'low')

/** The document's three providers. */
export const provider = oneOf('anthropic', 'openai', 'google')
export const model = open({ atMost: 20, like: ['claude-sonnet', 'gpt-4o', 'gemini-pro'] })

/** What users pay for; the document names no plan. */
export const plan = open({ atMost: 5, like: ['free', 'premium'] })

/** Never below zero. */
export const fromZero = [0, 'none'] as const
