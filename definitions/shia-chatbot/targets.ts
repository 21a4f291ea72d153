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
    'Each worker of Celery writes to the `PROMETHEUS_MULTIPROC_DIR` of exactly one replica, which empties it when it starts; one folder for all three would count everything three times.',
  ],
  // outside of multiprocess mode, prometheus_client tells of its runtime, and when each series was created
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

/** Whichever of the two it is. */
export const applicationJobs = 'fastapi-.+'

/** The host publishes it at 5556. From 1.1 on it tells its metrics to everybody, and before to those who log in. */
export const flower = flowerServer({
  authorization: { username: 'admin', passwordFile: secret('flower-password') },
})

/** The way that users take, which the replicas do not see. The document names no endpoint of health; this one it asks itself. */
export const frontend = probed('nginx-frontend', {
  module: modules.http2xx,
  urls: [`http://${nginx.service}:${nginx.port}/metrics`],
})
export const blackbox = blackboxExporter()

export const targetsWith = (scraped: Target) => [scraped, flower, frontend, blackbox]
