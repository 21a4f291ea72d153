export { applicationPerformance } from './application-performance.ts'
export { celeryMonitoring } from './celery-monitoring.ts'
export { llmCosts } from './llm-costs.ts'
