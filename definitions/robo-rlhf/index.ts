/** Robo-RLHF-Multimodal: a FastAPI application that trains and serves models on GPUs, with MongoDB and Redis. */
import { days, gibibytes, milliseconds, seconds, secret, system } from 'plimsoll'
import { hostLimits } from '../common/host.ts'
import { probeLimits } from '../common/probes.ts'
import { redisLimits } from '../common/redis.ts'
import { monitoring } from '../monitoring/index.ts'
import { runbooksOf } from '../published.ts'
import { notifications } from './alerting.ts'
import { dependencyAlerts, documentAlerts, externalStorageAlerts, trainingAndGpuAlerts } from './alerts/index.ts'
import { application, business, infrastructure, overview, training } from './dashboards/index.ts'
import { starts } from './measures.ts'
import { recording } from './recording.ts'
import { roboRlhfStack } from './stack.ts'
import { targets } from './targets.ts'
import { limits } from './thresholds.ts'

export const roboRlhf = system('robo-rlhf', {
  title: 'Robo-RLHF-Multimodal',
  description: 'HTTP, database, cache, training, GPUs and infrastructure of Robo-RLHF-Multimodal.',
  // "metric retention policies", "regular cleanup of old data": by age and by size, whichever comes first
  retention: days(15),
  storage: gibibytes(20),
  externalLabels: { system: 'robo-rlhf' },
  runbooks: runbooksOf('robo-rlhf'),
  grafana: 'http://localhost:3000',
  restarts: starts,
  alerting: notifications,
  stack: roboRlhfStack,
  targets,
  thresholds: { ...limits, ...hostLimits, ...probeLimits, ...redisLimits },
  rules: [recording, documentAlerts, trainingAndGpuAlerts, dependencyAlerts, externalStorageAlerts],
  mixins: [
    monitoring({
      owner: 'platform',
      exporters: ['node', 'cadvisor', 'dcgm', 'blackbox', 'robo-rlhf-health', 'robo-rlhf-ready', 'robo-rlhf-live'],
      // ApplicationDown tells of the one, and the other runs only while there is something to train
      except: ['robo-rlhf-app', 'robo-rlhf-training'],
    }),
  ],
  dashboards: [overview, application, training, infrastructure, business],
  remoteWrite: [
    {
      name: 'external-storage',
      url: 'https://prometheus-remote-write-endpoint/api/v1/write',
      // Prometheus refuses the document's headers.Authorization, and a token has no place in a file that is committed
      authorization: { credentialsFile: secret('remote-write-token') },
      needs: [
        "The address of the external storage in definitions/robo-rlhf/index.ts is the document's placeholder: replace it, and put the token into `secrets/remote-write-token`; until then RemoteWriteBehind fires. Where there is no such storage, take out `remoteWrite`, `externalStorageAlerts` and its row on Infrastructure.",
      ],
      // some hundred samples per second need one shard; the others catch up after an outage
      queue: {
        capacity: 10_000,
        minShards: 1,
        maxShards: 10,
        maxSamplesPerSend: 2_000,
        batchSendDeadline: seconds(5),
        minBackoff: milliseconds(100),
        maxBackoff: seconds(30),
      },
    },
  ],
})
