/** The document's custom metrics. */
import { counter, gauge, open } from 'plimsoll'
import { fromZero } from '../../exporters/shared.ts'

export const modelsTrainedToday = gauge('models_trained_today', {
  help: 'Models trained today.',
  range: fromZero,
})

/** By the kind of action, never by the user. */
export const userActivity = counter('user_activity_total', {
  help: 'What users did, by action.',
  labels: { action: open({ atMost: 20, like: ['login', 'submit_job'] }) },
})

/** One period is within another, so that their sum means nothing. */
export const platformRevenue = gauge('platform_revenue', {
  help: 'Revenue of the platform in US dollars, by period.',
  unit: 'usd',
  labels: { period: open({ atMost: 5, like: ['day', 'month'] }) },
  allow: { 'unit-suffix': 'the document names it without a currency' },
})

export const business = [modelsTrainedToday, userActivity, platformRevenue] as const
