/** What the monitoring service of TensorFleet exposes. */
export * from './business.ts'
export * from './jobs.ts'
export * from './platform.ts'
export * from './workers.ts'
