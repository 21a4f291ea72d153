/** What language models are asked for, and what they cost. */
import { counter, histogram, oneOf } from 'plimsoll'
import { exposed, inEnvironment, model, provider } from './labels.ts'

/** A model is one provider's. */
const perModel = { labels: { provider, model, ...inEnvironment }, atMost: 20, allow: exposed } as const

/** The document's hit rate is hits by these, so that a request that the cache answers is one of them. */
export const llmRequests = counter('llm_requests_total', {
  help: 'Requests to language models, those that the cache answered included.',
  ...perModel,
})

export const llmTokens = counter('llm_tokens_used_total', {
  help: 'Tokens of the prompt, of the completion, and of prompts that the provider had cached.',
  labels: { ...perModel.labels, type: oneOf('prompt', 'completion', 'cached') },
  atMost: 60,
  allow: exposed,
})

export const llmDuration = histogram('llm_request_duration_seconds', {
  help: 'Time until a language model had answered.',
  buckets: [0.25, 0.5, 1, 2.5, 5, 10, 20, 30, 60, 120],
  ...perModel,
})

export const llmCost = counter('llm_cost_usd_total', {
  help: 'Cost of language models in US dollars, by the price of their tokens.',
  unit: 'usd',
  ...perModel,
})

export const llmCacheHits = counter('llm_cache_hits_total', {
  help: 'Requests to language models that the cache answered.',
  ...perModel,
})

export const llm = [llmRequests, llmTokens, llmDuration, llmCost, llmCacheHits] as const
