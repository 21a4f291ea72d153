export { blindSpots } from './blind-spots.ts'
export { celeryCritical } from './celery.ts'
export { llmCost } from './cost.ts'
export { fastapiCritical } from './fastapi.ts'
