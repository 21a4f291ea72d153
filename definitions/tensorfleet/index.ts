/** TensorFleet: distributed training of models; an orchestrator, workers, an API gateway, and a monitoring service. */
import { gibibytes, hours, system } from 'plimsoll'
import { probeLimits } from '../common/probes.ts'
import { monitoring } from '../monitoring/index.ts'
import { runbooksOf } from '../published.ts'
import { notifications } from './alerting.ts'
import { alerts } from './alerts/index.ts'
import { analytics, overview, services, training, workers } from './dashboards/index.ts'
import { recording } from './recording/index.ts'
import { tensorfleetStack } from './stack.ts'
import { monitoringService, orchestrator, probes, targets, worker } from './targets.ts'
import { limits } from './thresholds.ts'

export const tensorfleet = system('tensorfleet', {
  title: 'TensorFleet',
  description: 'Jobs, workers, training and the services of TensorFleet, and what the platform is used for.',
  // METRICS_RETENTION
  retention: hours(24),
  // a day of some five thousand series takes about a tenth of it
  storage: gibibytes(1),
  externalLabels: { system: 'tensorfleet' },
  runbooks: runbooksOf('tensorfleet'),
  grafana: 'http://localhost:3000',
  alerting: notifications,
  stack: tensorfleetStack,
  targets,
  thresholds: { ...limits, ...probeLimits },
  rules: [...recording, ...alerts],
  mixins: [
    monitoring({
      owner: 'platform',
      exporters: probes.map(({ job }) => job),
      // OrchestratorDown, MonitoringServiceDown, WorkersUnreachable and WorkerFailure tell of them
      except: [orchestrator, monitoringService, worker].map(({ job }) => job),
    }),
  ],
  dashboards: [overview, analytics, workers, training, services],
})
