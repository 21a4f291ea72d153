/** Samples on their way to the external storage: without these, nobody notices that it has a gap. */
import { alert, breaches, minutes, ruleGroup } from 'plimsoll'
import { remoteWriteLag, remoteWriteRefused } from '../measures.ts'
import { limits } from '../thresholds.ts'

const answers = 'Read what the storage answers: `docker compose logs --since 30m prometheus | grep remote`.'

/** Of what waits to be sent. What the storage refuses does not wait. */
const samplesBehind = alert('RemoteWriteBehind', {
  when: breaches(remoteWriteLag, limits.remoteWriteLag),
  for: minutes(10),
  severity: 'warning',
  owner: 'platform',
  summary: 'Samples are not sent to the external storage.',
  description: ({ labels, value }) =>
    `Nothing of the last ${value} has been sent from ${labels.instance} to the external storage.`,
  runbook: {
    meaning:
      'The newest sample that was sent to the external storage is more than ten minutes old, or none was sent since Prometheus was started.',
    impact: 'What is not sent within two hours is missing there; Prometheus itself has it.',
    diagnose: [
      answers,
      'No such host: the address in definitions/robo-rlhf/index.ts is the one of the document, which is to be replaced.',
      'Compare `prometheus_remote_storage_shards_desired` with `prometheus_remote_storage_shards_max`: above it, the queue is too slow.',
    ],
    mitigate: ['Replace the address, or raise `maxShards`, in the definition; then generate.'],
  },
})

const samplesRefused = alert('RemoteWriteRefused', {
  when: breaches(remoteWriteRefused, limits.remoteWriteRefused),
  for: minutes(10),
  severity: 'warning',
  owner: 'platform',
  summary: 'The external storage refuses samples.',
  description: ({ labels, value }) => `The external storage refuses ${value} of the samples from ${labels.instance}.`,
  runbook: {
    meaning:
      'For ten minutes, more than one sample in a hundred was answered with an error after which Prometheus does not send it again.',
    impact: 'What is refused is missing there for good; Prometheus itself has it.',
    diagnose: [
      answers,
      '401 and 403 mean that the token in `secrets/remote-write-token` is wrong or has expired.',
      '400 means that the storage does not take these samples, such as some that are too old or out of order: the answer says which.',
    ],
    mitigate: ['Replace the token in its file; Prometheus reads it anew for each request.'],
  },
})

export const externalStorageAlerts = ruleGroup('external-storage', {
  rules: [samplesBehind, samplesRefused],
})
