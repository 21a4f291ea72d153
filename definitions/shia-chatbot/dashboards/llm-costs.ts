/** What language models cost, over days: for Finance, whose questions have another time range than an outage. */
import { block, dashboard, dashboardRange, days, fixed, increase, minutes, panel, query, row, sum } from 'plimsoll'
import { productionCost } from '../measures.ts'
import { llmCost, llmRequests, llmTokens } from '../metrics/index.ts'
import {
  cacheHits,
  cacheSavings,
  costPerActiveUser,
  costPerUser,
  dailyCost,
  dailyCostByModel,
  hourlyCost,
  users,
} from '../recording.ts'
import { help } from './help.ts'

const day = [
  panel.stat('Daily cost', { description: 'Cost of the last 24 hours.', show: sum(dailyCost) }),
  panel.stat('Last hour', { description: 'Cost of the last hour.', show: sum(hourlyCost) }),
  panel.stat('Cost per user', {
    description: 'Cost of the last 24 hours, for each user who is active now.',
    show: costPerUser,
  }),
  panel.stat('Cost per active user', {
    description: 'Cost of the last 24 hours, for each of the users who were active in that time on average.',
    show: costPerActiveUser,
  }),
  panel.stat('Cache savings', {
    description:
      'Estimated cost that the cache avoided in the last 24 hours; the price of a request is `cachedRequest` in definitions/shia-chatbot/recording.ts.',
    show: sum(cacheSavings),
  }),
  panel.stat('Cache hits', {
    description: 'Share of the requests of the last hour that the cache answered.',
    show: cacheHits,
  }),
]

const cost = [
  panel.timeSeries('Cost of 24 hours', {
    description: 'Cost of the 24 hours before each point.',
    show: dailyCost,
  }),
  panel.timeSeries('Cost of an hour', {
    description:
      'What production spent in the hour before each point; HighLLMCost, which looks once in an hour, fires above the line.',
    show: productionCost,
  }),
  block.top('Top 5 models', 5, dailyCostByModel, {
    description: 'The five models that cost most in the last 24 hours.',
  }),
  panel.table('Cost by provider and model', {
    description: 'Cost in the time range, by provider and model.',
    show: query(sum(increase(llmCost, dashboardRange), { by: ['provider', 'model'] }), { legend: 'cost' }),
    columns: { provider: 'Provider', model: 'Model' },
  }),
]

const perUser = [
  panel.timeSeries('Cost of 24 hours per user', {
    description: 'Cost of the 24 hours before each point, for each user who was active on average.',
    show: costPerActiveUser,
    width: 8,
  }),
  panel.timeSeries('Active users', { description: 'Users who are active, over all plans.', show: users, width: 8 }),
  panel.timeSeries('Savings of 24 hours', {
    description: 'Estimated cost that the cache avoided in the 24 hours before each point.',
    show: cacheSavings,
    width: 8,
  }),
]

const usage = [
  block.rates('Tokens by model', llmTokens, { by: ['model', 'type'], per: 'hour' }),
  block.rates('Requests by model', llmRequests, { by: ['model'], per: 'hour' }),
]

export const llmCosts = dashboard('llm-costs', {
  title: 'LLM Costs',
  description: 'What language models cost in a day, for whom and by which model, and what the cache saves.',
  tags: ['finance'],
  variables: [fixed('environment')],
  range: days(7),
  refresh: minutes(5),
  rows: [row('Now', day), row('Cost', cost), row('Users and savings', perUser), row('Usage', usage), help],
})
