/** What dashboards and alerts share, and the analytics of the document's API as series. */
import { ruleGroup } from 'plimsoll'
import { healthRecording } from './health.ts'
import { jobRecording } from './jobs.ts'
import { serviceRecording } from './services.ts'
import { workerRecording } from './workers.ts'

export * from './health.ts'
export * from './jobs.ts'
export * from './services.ts'
export * from './workers.ts'

export const recording = [
  ruleGroup('tensorfleet-health', { writtenTo: 'recording', rules: healthRecording }),
  ruleGroup('tensorfleet-jobs', { writtenTo: 'recording', rules: jobRecording }),
  ruleGroup('tensorfleet-services', { writtenTo: 'recording', rules: serviceRecording }),
  ruleGroup('tensorfleet-workers', { writtenTo: 'recording', rules: workerRecording }),
]
