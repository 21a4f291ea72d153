export { apiPerformance } from './api-performance.ts'
export { celeryWorkers } from './celery-workers.ts'
export { databaseRedis } from './database-redis.ts'
export { overview } from './overview.ts'
