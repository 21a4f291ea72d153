/** Rows for Finance: what language models use and cost, and what is stored. */
import { block, max, type Panel, panel, rate, rateInterval, sum } from 'plimsoll'
import {
  llmCost,
  llmRequests,
  llmTokens,
  storageOperations,
  storageTransferred,
  storageUsed,
} from '../metrics/index.ts'
import { cacheHits } from '../recording.ts'

export const usage: readonly Panel[] = [
  block.rates('LLM token usage', llmTokens, { by: ['type'], per: 'minute' }),
  panel.timeSeries('LLM costs', {
    description: 'What language models cost at the moment, in dollars an hour, by model.',
    show: sum(rate(llmCost, rateInterval), { by: ['model'] }),
    stacked: true,
  }),
  panel.timeSeries('LLM cache hit rates', {
    description:
      'Share of the requests of the last hour that the cache answered. Below the line for two hours, LowCacheHitRate fires.',
    show: cacheHits,
  }),
  block.rates('LLM requests', llmRequests, { by: ['provider', 'model'], per: 'minute' }),
]

export const storage: readonly Panel[] = [
  panel.timeSeries('Storage usage', {
    description: 'Storage that the users of each plan take up.',
    show: max(storageUsed, { by: ['plan', 'environment'] }),
    stacked: true,
    width: 8,
  }),
  block.rates('Storage operations', storageOperations, { by: ['operation', 'bucket'], width: 8 }),
  panel.timeSeries('Storage transfer', {
    description: 'Bytes per second that are moved to and from each bucket, by operation.',
    show: sum(rate(storageTransferred, rateInterval), { by: ['operation', 'bucket'] }),
    width: 8,
  }),
]
