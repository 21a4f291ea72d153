/** PyBase: a FastAPI backend, Celery workers that extract CAD files, PostgreSQL and Redis. */
import { days, gibibytes, system } from 'plimsoll'
import { hostLimits } from '../common/host.ts'
import { redisLimits } from '../common/redis.ts'
import { monitoring } from '../monitoring/index.ts'
import { runbooksOf } from '../published.ts'
import { notifications } from './alerting.ts'
import { dependencies, highErrorRate, resourceExhaustion, slowTasks } from './alerts.ts'
import { apiPerformance, celeryWorkers, databaseRedis, overview } from './dashboards/index.ts'
import { starts } from './measures.ts'
import { recording } from './recording.ts'
import { pybaseStack } from './stack.ts'
import { targets } from './targets.ts'
import { limits } from './thresholds.ts'

export const pybase = system('pybase', {
  title: 'PyBase',
  description: 'API performance, CAD extraction, database and cache of PyBase.',
  retention: days(15),
  // fifteen days of some ten thousand series take about a tenth of it
  storage: gibibytes(20),
  externalLabels: { system: 'pybase' },
  runbooks: runbooksOf('pybase'),
  grafana: 'http://localhost:3000',
  restarts: starts,
  alerting: notifications,
  stack: pybaseStack,
  targets,
  thresholds: { ...limits, ...hostLimits, ...redisLimits },
  rules: [recording, highErrorRate, slowTasks, resourceExhaustion, dependencies],
  mixins: [monitoring({ owner: 'platform', exporters: ['node', 'cadvisor'] })],
  dashboards: [overview, apiPerformance, celeryWorkers, databaseRedis],
})
