/** The three alerts of the document, by its names, times and texts. */
import {
  alert,
  and,
  breaches,
  decimals,
  eq,
  increase,
  lastOverTime,
  minOverTime,
  minutes,
  mul,
  offset,
  ruleGroup,
} from 'plimsoll'
import { applicationGone } from '../measures.ts'
import { training } from '../metrics/index.ts'
import { errorRate } from '../recording.ts'
import { limits } from '../thresholds.ts'
import { inApplication, logsOf, restart, runEnds, startAgain, status } from './commands.ts'

const applicationDown = alert('ApplicationDown', {
  when: applicationGone,
  for: minutes(1),
  severity: 'critical',
  owner: 'backend',
  summary: 'Application is down.',
  description: ({ labels }) => `Application has been down for more than 1 minute: ${labels.instance} is not scraped.`,
  runbook: {
    meaning: 'For a minute, every scrape of http://robo-rlhf:8080/metrics failed: it does not run, or is not reached.',
    impact: 'Requests are not answered; alerts whose series come from the application are kept still meanwhile.',
    diagnose: [
      'Read why the scrape fails, beside the target: http://localhost:9090/targets.',
      'Ask the endpoint itself: `curl http://localhost:8080/metrics`, and the health of it: `make health-check`.',
      `See whether it runs, and what it logs: ${status('robo-rlhf')}, \`${logsOf('robo-rlhf')}\`.`,
      'If it answers you and not Prometheus, look at the firewall and at the network: `docker network inspect robo-rlhf_default` lists both.',
      'Check the configuration of Prometheus: `docker compose exec prometheus promtool check config /etc/prometheus/prometheus.yml`.',
    ],
    mitigate: [
      runEnds,
      `${startAgain('robo-rlhf')} If its container runs, that does nothing: ${restart('robo-rlhf')}.`,
      'Roll back the release if it stops again.',
    ],
  },
})

/** Per second, as the description says, and not a share; of all series together, since each by itself stays below it. */
const highErrorRate = alert('HighErrorRate', {
  when: breaches(errorRate, limits.errorRate),
  for: minutes(2),
  severity: 'warning',
  owner: 'backend',
  summary: 'High error rate detected.',
  description: ({ value }) => `Error rate is ${decimals(value, 2)} requests/sec.`,
  runbook: {
    meaning: 'For two minutes, more than one request in ten seconds was answered with a 5xx status.',
    impact: 'Users and clients of the API see errors; what they were doing is not done.',
    diagnose: [
      'Find the endpoint: `sum by (endpoint, status) (rate(http_requests_total{status=~"5.."}[5m]))`.',
      `Read its errors: \`${logsOf('robo-rlhf')} | grep ERROR\`.`,
      'Compare with MongodbDown, RedisDown and the query failures on the dashboard Application Performance.',
    ],
    mitigate: ['Start the dependency again that is down.', runEnds, 'Roll back the release that brought the errors.'],
  },
})

/**
 * In the whole of ten minutes, and just before them: the steps of ten minutes cannot be missing in a younger run. Over time,
 * since a scrape that fails ends the series until the next, and the alert would begin anew.
 */
const activeFor10m = eq(
  mul(minOverTime(training.active, minutes(10)), lastOverTime(offset(training.active, minutes(10)), minutes(5))),
  1,
)

/** The document's own expression, and a run: by itself it fires whenever nobody trains. */
const trainingStalled = alert('TrainingStalled', {
  when: and(eq(increase(training.steps, minutes(10)), 0), activeFor10m),
  for: minutes(5),
  severity: 'warning',
  owner: 'ml',
  summary: 'Training appears to be stalled.',
  description: ({ labels }) => `No training progress in the last 10 minutes at ${labels.instance}.`,
  runbook: {
    meaning: 'A run says that it is in progress, and has not taken a step for ten minutes.',
    impact: 'The GPUs are occupied, and the model does not get better.',
    diagnose: [
      'See whether the GPUs work: a utilisation of 0 waits for data or for another process, one of 100 % is in a kernel that does not end.',
      `Read what the run says: \`${logsOf('robo-rlhf', '30m')}\`.`,
      `See where it waits: ${inApplication('py-spy dump --pid <pid>')}, if py-spy is installed.`,
      'Look at the I/O wait and the free space of the disk with the training data, on the dashboard Infrastructure.',
    ],
    mitigate: [
      'Stop the run, and resume it from its last checkpoint.',
      'If it had ended, `training_active` was not set to 0: correct that in the code, in a `finally`.',
    ],
  },
})

export const documentAlerts = ruleGroup('robo-rlhf-alerts', {
  rules: [applicationDown, highErrorRate, trainingStalled],
})
