/** AI-Playground: a FastAPI backend, and Celery workers that train, tune and preprocess. */
import { days, gibibytes, system } from 'plimsoll'
import { hostLimits } from '../common/host.ts'
import { probeLimits } from '../common/probes.ts'
import { monitoring } from '../monitoring/index.ts'
import { runbooksOf } from '../published.ts'
import { notifications } from './alerting.ts'
import { critical, dependencies, info, warning } from './alerts/index.ts'
import {
  api,
  celery,
  database,
  flowerEvents,
  ml,
  overview,
  performanceReport,
  resources,
  taskProfiling,
} from './dashboards/index.ts'
import { starts } from './measures.ts'
import { recording } from './recording.ts'
import { aiPlaygroundStack } from './stack.ts'
import { targets } from './targets.ts'
import { limits } from './thresholds.ts'

export const aiPlayground = system('ai-playground', {
  title: 'AI-Playground',
  description: 'Celery tasks, API, resources, database and machine learning of AI-Playground.',
  // a performance report of a month has the month in it
  retention: days(30),
  storage: gibibytes(20),
  externalLabels: { system: 'ai-playground' },
  runbooks: runbooksOf('ai-playground'),
  grafana: 'http://localhost:3000',
  restarts: starts,
  alerting: notifications,
  stack: aiPlaygroundStack,
  targets,
  thresholds: { ...limits, ...hostLimits, ...probeLimits },
  rules: [recording, critical, warning, info, dependencies],
  mixins: [monitoring({ owner: 'platform', exporters: ['flower', 'celery-health', 'blackbox', 'node'] })],
  dashboards: [overview, celery, taskProfiling, performanceReport, api, ml, resources, database, flowerEvents],
})
