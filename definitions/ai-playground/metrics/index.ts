/**
 * What AI-Playground exposes, all of it at /metrics of its API, through prometheus_client in multiprocess mode: workers write
 * into the folder that PROMETHEUS_MULTIPROC_DIR names, and the API adds up what all processes have written when it is scraped.
 * What that takes is said where the target is defined, in targets.ts.
 */
export * from './api.ts'
export * from './celery.ts'
export * from './database.ts'
export * from './ml.ts'
export * from './resources.ts'
