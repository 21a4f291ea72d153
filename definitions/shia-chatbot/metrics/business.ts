/** Users, what they send and have made, and what they store. */
import { counter, gauge, open } from 'plimsoll'
import { exposed, fromZero, inEnvironment, model, plan, provider } from './labels.ts'

export const usersActive = gauge('users_active', {
  help: 'Users who are active; each replica reports the same. In multiprocess mode declared with mostrecent.',
  labels: { plan, ...inEnvironment },
  atMost: 5,
  range: fromZero,
  allow: exposed,
})

export const conversationsActive = gauge('conversations_active', {
  help: 'Conversations that are active; each replica reports the same. In multiprocess mode declared with mostrecent.',
  labels: inEnvironment,
  atMost: 1,
  range: fromZero,
  allow: exposed,
})

export const messagesSent = counter('messages_sent_total', {
  help: 'Messages that users sent.',
  labels: { user_plan: plan, ...inEnvironment },
  atMost: 5,
  allow: exposed,
})

export const imagesGenerated = counter('images_generated_total', {
  help: 'Images that were generated.',
  labels: { model, ...inEnvironment },
  atMost: 20,
  allow: exposed,
})

export const audioTranscribed = counter('audio_transcribed_minutes_total', {
  help: 'Length of the audio that was transcribed, in minutes.',
  unit: 'minutes',
  labels: { provider, language: open({ atMost: 20, like: ['ar', 'fa', 'ur', 'en'] }), ...inEnvironment },
  atMost: 40,
  allow: { ...exposed, 'unit-base': 'the application counts minutes; panels convert them' },
})

const perBucket = {
  labels: {
    operation: open({ atMost: 6, like: ['upload', 'download', 'delete'] }),
    bucket: open({ atMost: 5, like: ['images', 'audio'] }),
    ...inEnvironment,
  },
  atMost: 30,
} as const

export const storageOperations = counter('storage_operations_total', {
  help: 'Operations on object storage.',
  allow: exposed,
  ...perBucket,
})

export const storageTransferred = counter('storage_bytes_transferred_total', {
  help: 'Bytes moved to and from object storage.',
  unit: 'bytes',
  allow: { ...exposed, 'unit-suffix': 'the application has the unit in the middle of the name' },
  ...perBucket,
})

/** The document labels it by user, and elsewhere forbids that label: the application has to add up the users of a plan. */
export const storageUsed = gauge('storage_quota_used_bytes', {
  help: 'Storage used by plan, summed over its users: a series with user_id is thrown away. Each replica reports the same; in multiprocess mode declared with mostrecent.',
  unit: 'bytes',
  labels: { plan, ...inEnvironment },
  atMost: 5,
  range: fromZero,
  allow: exposed,
})

export const business = [usersActive, conversationsActive, messagesSent, imagesGenerated, audioTranscribed] as const
export const storage = [storageOperations, storageTransferred, storageUsed] as const
