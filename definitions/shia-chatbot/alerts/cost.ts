/**
 * The document's group `llm_cost`, evaluated once in an hour: each round looks at the hour before it, so that a peak which two
 * rounds share by halves may stay below the line in both. What fires goes on until the round after next, by the `keepFiringFor`
 * that the check group/interval demands. Its series are gone from Prometheus and Grafana five minutes after each round, though
 * Alertmanager keeps the alert.
 */
import { alert, breaches, hours, ruleGroup } from 'plimsoll'
import { productionCost } from '../measures.ts'
import { cacheHits } from '../recording.ts'
import { inWords, limits } from '../thresholds.ts'

export const highLlmCost = alert('HighLLMCost', {
  when: breaches(productionCost, limits.llmCostPerHour),
  keepFiringFor: hours(1),
  severity: 'warning',
  owner: 'finance',
  summary: 'High LLM cost.',
  description: ({ labels, value }) =>
    `LLM cost in ${labels.environment} exceeded ${inWords.llmCostPerHour}/hour: ${value}.`,
  runbook: {
    meaning: 'In the hour before a round, production spent more on language models than the line allows.',
    impact: 'None for users; the bill grows at this pace.',
    diagnose: [
      'Find the model: `topk(5, sum by (provider, model) (increase(llm_cost_usd_total{environment="prod"}[1h])))`.',
      'See whether there are more requests, or more tokens in each: `llm_requests_total` beside `llm_tokens_used_total` by type.',
      'See whether the cache still answers: `environment:llm_cache_hits:hit_ratio_rate1h`.',
      'Look for tasks that are tried again and again, and pay each time: `topk(5, sum by (task_name) (increase(celery_tasks_retried_total[1h])))`.',
    ],
    mitigate: [
      'Lower the rate limit of the plan that causes it, or send its requests to a cheaper model.',
      'Roll back the release that made prompts longer or disabled the cache.',
    ],
  },
})

export const lowCacheHitRate = alert('LowCacheHitRate', {
  when: breaches(cacheHits, limits.cacheHits),
  for: hours(2),
  keepFiringFor: hours(1),
  severity: 'info',
  owner: 'devops',
  summary: 'Low LLM cache hit rate.',
  description: ({ labels, value }) => `Cache hit rate of language models in ${labels.environment} is ${value}.`,
  runbook: {
    meaning:
      'In three rounds, two hours apart in all, the cache answered fewer of the requests of the hour before than the line asks for.',
    impact: 'Requests cost more and take longer than they have to.',
    diagnose: [
      'See which model it is: `sum by (model) (rate(llm_cache_hits_total[1h])) / sum by (model) (rate(llm_requests_total[1h]))`.',
      'Look whether a release changed the prompt or the key of the cache: all that was cached is new then.',
      'Look whether the store of the cache was emptied, or evicts what it holds.',
    ],
    mitigate: ['Undo what changed the key.', 'Let answers live longer in the cache, or give it more room.'],
  },
})

export const llmCost = ruleGroup('llm_cost', { interval: hours(1), rules: [highLlmCost, lowCacheHitRate] })
