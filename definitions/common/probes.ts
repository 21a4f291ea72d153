/** What a blackbox_exporter asks over HTTP: whether endpoints answer, and how soon. */
import {
  type Alert,
  alert,
  and,
  breaches,
  type Expr,
  eq,
  minutes,
  noneOf,
  type Panel,
  panel,
  query,
  seconds,
  select,
  thresholds,
  unless,
} from 'plimsoll'
import { probeHttp } from '../exporters/blackbox.ts'

export const probeLimits = thresholds({
  probeDuration: {
    above: seconds(2),
    why: 'What is probed has little to do for its answer; past two seconds, it or what it asks is in trouble.',
  },
})

interface Asked {
  readonly owner: string
  /** Where to look, beside the answer of the endpoint itself: `docker compose -p pybase logs --since 15m backend`. */
  readonly logs: string
  /** What to do before anything else, such as saving what a restart would lose. */
  readonly before?: readonly string[]
}

interface Failing extends Asked {
  /** Where an alert of its own tells that nothing answers at all: `eq(select(scrape.up, { job: 'backend' }), 0)`. */
  readonly except?: Expr<object, string, 'condition'>
  /** Probes of which another alert tells, by their jobs. */
  readonly elsewhere?: readonly string[]
}

function failing({ except, elsewhere = [] }: Omit<Failing, keyof Asked>) {
  const probes = elsewhere.length === 0 ? probeHttp.success : select(probeHttp.success, { job: noneOf(...elsewhere) })
  const fails = eq(probes, 0)
  return except ? unless(fails, except, { on: [] }) : fails
}

export const endpointDown = ({ owner, logs, before = [], ...failure }: Failing): Alert =>
  alert('EndpointDown', {
    when: failing(failure),
    for: minutes(2),
    severity: 'critical',
    owner,
    summary: 'An endpoint does not answer as it should.',
    description: ({ labels }) => `The probe ${labels.job} of ${labels.instance} fails.`,
    runbook: {
      meaning:
        'For two minutes, the endpoint did not answer, or not with the status and the body that the probe asks for.',
      impact: 'Users of the service get errors or no answer, although its process may run and be scraped.',
      diagnose: [
        'Ask it yourself, from a container of the same network: `wget -S -O - <the URL>`; an endpoint of health says which part is ill.',
        `Read the log: \`${logs}\`.`,
        "See why the probe fails, in the folder of the stack: `docker compose exec blackbox-exporter wget -q -O - 'http://127.0.0.1:9115/probe?debug=true&module=<module>&target=<the URL>'`.",
      ],
      mitigate: [
        ...before,
        'Mend or restart the part that the endpoint names.',
        'Restart the service if it does not answer at all.',
      ],
    },
  })

/** `probeLimits` belongs to the thresholds of the system. */
export const endpointSlow = ({ owner, logs, before = [] }: Asked): Alert =>
  alert('EndpointSlow', {
    // one that fails is told of by EndpointDown
    when: and(breaches(probeHttp.duration, probeLimits.probeDuration), eq(probeHttp.success, 1)),
    for: minutes(10),
    severity: 'warning',
    owner,
    summary: 'An endpoint answers slowly.',
    description: ({ labels, value }) => `The probe ${labels.job} of ${labels.instance} takes ${value}.`,
    runbook: {
      meaning: 'For ten minutes, an endpoint took more than two seconds to answer its probe.',
      impact: 'Whatever waits for it, such as a load balancer, may take it for dead.',
      diagnose: [
        'See which phase takes the time: `probe_http_duration_seconds`; processing is the service itself, connect the network.',
        `Read the log: \`${logs}\`.`,
      ],
      mitigate: [...before, 'Relieve what the endpoint waits for, such as the database.', 'Start another replica.'],
    },
  })

export const probePanels: readonly Panel[] = [
  panel.stateTimeline('Endpoints', {
    description: 'Whether each endpoint answered its probe as it should.',
    show: query(probeHttp.success, { legend: ({ labels }) => `${labels.job} ${labels.instance}` }),
    values: { 0: { text: 'fails', color: 'red' }, 1: { text: 'answers', color: 'green' } },
    width: 12,
  }),
  panel.timeSeries('Endpoint response time', {
    description: 'Time that each probe took; EndpointSlow fires above the line.',
    show: query(probeHttp.duration, { legend: ({ labels }) => `${labels.job} ${labels.instance}` }),
    width: 12,
  }),
]
