/** The GPUs, and a run that ends with its process: what the alert on stalled training cannot see. */
import { alert, and, breaches, eq, hours, lastOverTime, minutes, ruleGroup, select } from 'plimsoll'
import { dcgm } from '../../exporters/dcgm.ts'
import { scrape } from '../../exporters/scrape.ts'
import { gpusMeasured } from '../measures.ts'
import { training } from '../metrics/index.ts'
import { limits } from '../thresholds.ts'
import { inApplication, logsOf } from './commands.ts'

/** A process that is killed takes its series with it, so that nothing stalls any more. */
const trainingInterrupted = alert('TrainingInterrupted', {
  when: and(eq(lastOverTime(training.active, hours(1)), 1), eq(select(scrape.up, { job: 'robo-rlhf-training' }), 0)),
  for: minutes(5),
  severity: 'warning',
  owner: 'ml',
  summary: 'A training process is gone that was in the middle of a run.',
  description: ({ labels }) =>
    `The training process at ${labels.instance} was in a run when it was last seen, and is not reached any more.`,
  runbook: {
    meaning:
      'The last that was heard of a run is that it is in progress, and its process has not been reached for five minutes. An hour after it was last heard of, this alert ends by itself.',
    impact: 'The run made no more progress, and what was learnt since its last checkpoint is lost.',
    diagnose: [
      `Read how it ended: \`${logsOf('robo-rlhf', '1h')}\`.`,
      'Look for `Out of memory` in `dmesg`, and for `CUDA out of memory` in the log.',
      'If the run had ended as it should, the process exits before it is scraped a last time: let it wait for 30 seconds after `training_active` is 0.',
    ],
    mitigate: ['Resume the run from its last checkpoint, with smaller batches if memory ran out.'],
  },
})

const gpuTemperatureHigh = alert('GpuTemperatureHigh', {
  when: breaches(dcgm.gpuTemp, limits.gpuTemperature),
  for: minutes(5),
  severity: 'warning',
  owner: 'platform',
  summary: 'A GPU is too hot.',
  description: ({ labels, value }) => `GPU ${labels.gpu} (${labels.modelName}) of ${labels.Hostname} is at ${value}.`,
  runbook: {
    meaning: 'For five minutes, a GPU was hotter than the temperature at which it begins to protect itself.',
    impact: 'It lowers its clocks, and training slows down; some degrees more, and it switches itself off.',
    diagnose: [
      'See what the driver says: `nvidia-smi -q -d TEMPERATURE,PERFORMANCE`.',
      'Compare with the other GPUs of the host: one alone has a fan or a heat sink at fault, all of them the room.',
    ],
    mitigate: [
      'Lower its power limit: `nvidia-smi -i <gpu> -pl <watts>`.',
      'Stop the run, and have the cooling looked at.',
    ],
  },
})

/** Without series no other alert on GPUs can fire, though the exporter runs; where it does not, ExporterDown tells. */
const gpuMetricsMissing = alert('GpuMetricsMissing', {
  when: and(eq(gpusMeasured, 0), eq(select(scrape.up, { job: 'dcgm' }), 1), { on: [] }),
  for: minutes(10),
  severity: 'warning',
  owner: 'platform',
  summary: 'GPU metrics are missing.',
  description: () => 'The exporter of GPU metrics runs, and has told of no GPU for 10 minutes.',
  runbook: {
    meaning: 'The exporter has been scraped for ten minutes, and has told of no GPU.',
    impact: 'Utilisation, memory, temperature and power of the GPUs are unknown, and alerts on them are silent.',
    diagnose: [
      'See what the exporter says: `docker compose logs --since 30m dcgm-exporter`.',
      'See whether the host has GPUs: `nvidia-smi`.',
      'Verify the GPU runtime of Docker: `docker run --rm --gpus all ubuntu nvidia-smi`, and `docker info | grep -i runtimes`.',
      `Check CUDA in the application: ${inApplication("python -c 'import torch; print(torch.cuda.is_available())'")}.`,
    ],
    mitigate: [
      'Restarting Docker ends every container, and a training run with it: look at Training on System Overview first, and let it save a checkpoint.',
      'Install the NVIDIA Container Toolkit, and restart Docker: `nvidia-ctk runtime configure --runtime=docker && systemctl restart docker`.',
      'Start the exporter again: `docker compose restart dcgm-exporter`; it does not notice a driver that was reloaded.',
      'For `torch.cuda.utilization()` in the application itself, install `nvidia-ml-py`.',
    ],
  },
})

export const trainingAndGpuAlerts = ruleGroup('training-and-gpus', {
  rules: [trainingInterrupted, gpuTemperatureHigh, gpuMetricsMissing],
})
