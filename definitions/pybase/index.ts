/** PyBase: a FastAPI backend, Celery workers that extract CAD files, PostgreSQL and Redis. */
import { days, system } from 'plimsoll'
import { runbooksOf } from '../published.ts'
import { highErrorRate, resourceExhaustion, slowTasks } from './alerts.ts'
import { recording } from './recording.ts'
import { targets } from './targets.ts'
import { limits } from './thresholds.ts'

export const pybase = system('pybase', {
  title: 'PyBase',
  description: 'API performance, CAD extraction, database and cache of PyBase.',
  retention: days(15),
  externalLabels: { system: 'pybase' },
  runbooks: runbooksOf('pybase'),
  targets,
  thresholds: limits,
  rules: [recording, highErrorRate, slowTasks, resourceExhaustion],
})
