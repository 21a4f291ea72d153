/** What is scraped for the chatbot, and where. */
import { seconds, secret, type Target, type TargetDefinition, target } from 'plimsoll'
import { blackboxExporter, modules, probed } from '../exporters/blackbox.ts'
import { flowerServer } from '../exporters/flower.ts'
import { metrics } from './metrics/index.ts'

/** Labels that the document advises against: each user, request or message would have series of its own. */
const unbounded = ['user_id', 'conversation_id', 'request_id', 'timestamp', 'error_message']

const fastapi = {
  interval: seconds(15),
  timeout: seconds(10),
  exposes: metrics,
  needs: [
    'Workers of Celery are processes of their own, so that `prometheus_client`, 0.18 or later for `mostrecent`, is in multiprocess mode: each worker writes into the `PROMETHEUS_MULTIPROC_DIR` of exactly one replica. One folder for all three would count everything three times.',
    "The files in it are named after host and pid, since pids repeat from container to container: `values.ValueClass = values.MultiProcessValue(lambda: f'{socket.gethostname()}-{os.getpid()}')`, before any metric is defined. `mark_process_dead` takes the same name.",
    'Nobody empties that folder while a worker runs, which would go on writing into files that are gone. Each container removes the files of its own host when it starts, or a replica and its workers are restarted together.',
    'Every 15 s, each replica asks by `control.ping` which workers answer, and sets `celery_active_workers` to 1 for those and to 0 for those that no longer do; in the same round it sets queue lengths, users, conversations and storage. The greatest value of the replicas counts, so that one which stopped would keep an old value up.',
    `\`storage_quota_used_bytes\` is exposed by plan, summed over its users and without \`user_id\`: whatever carries ${unbounded.map((label) => `\`${label}\``).join(', ')} is thrown away after the scrape.`,
    'Counters whose labels are known are set to 0 at the start, such as `errors_total` and `celery_tasks_failed_total`: one that appears with its first event counts from 1, and that event is lost.',
  ],
  // outside of multiprocess mode, prometheus_client reports its runtime, and when each series was created
  beside: { series: 600, labels: 5 },
  dropSeriesWith: unbounded,
} as const satisfies Partial<TargetDefinition>

/** NGINX in the application's network. The host publishes it at the document's `localhost:8100`, which in a container is that container. */
const nginx = { service: 'nginx', port: 80 } as const

/** The two ways to scrape the application, of which `application` below is one: by both, everything would count twice. */
export const ways = {
  /** Each replica by itself. */
  replicas: target('fastapi-queue-system', {
    service: ['shia-chatbot-app-1', 'shia-chatbot-app-2', 'shia-chatbot-app-3'],
    port: 8000,
    labels: { service: 'fastapi', deployment: 'queue-system' },
    ...fastapi,
  }),
  /** Only where one replica runs, or where all three serve the same metrics. */
  loadBalancer: target('fastapi-via-nginx', {
    ...nginx,
    labels: { service: 'fastapi', access: 'nginx-frontend' },
    ...fastapi,
  }),
} as const

/** The document recommends NGINX; behind it each scrape is another replica's, and counters that jump to and fro are read as restarts. */
export const application: Target = ways.replicas

const admin = { username: 'admin', passwordFile: secret('flower-password') } as const

/** The host publishes it at 5556. From 1.1 on it shows its metrics to everybody, and before to those who log in. */
export const flower = flowerServer({
  authorization: admin,
  needs: [
    `Flower is \`flower\`, port 5555, in \`chatbot-network\`, and its basic auth has the user \`${admin.username}\` with a password that is no longer \`changeme\`. Workers send events (\`-E\`).`,
  ],
})

/** The way that users take, which the replicas do not see. The document names no endpoint of health; this one it asks itself. */
export const frontend = probed(
  'nginx-frontend',
  { module: modules.http2xx, urls: [`http://${nginx.service}:${nginx.port}/metrics`] },
  {
    needs: [
      `NGINX is \`${nginx.service}\`, port ${nginx.port}, in \`chatbot-network\`, and answers \`/metrics\` there, or EndpointDown fires. To the Internet it should not answer that.`,
    ],
  },
)
export const blackbox = blackboxExporter()
