/** What to do before the first start, in words and commands to copy; at the head of docker-compose.yml and in docs/stack.md. */
import type { CoreService, StackData } from '../../../schemas/model/stack.ts'
import { profiles } from '../../facts/demo.ts'
import { type Secret, secretsOf } from '../../facts/secrets.ts'
import { coreOf, publishedAt, runningOf } from '../../facts/services.ts'
import type { System } from '../../load/system.ts'
import { urlOf } from './core.ts'

export interface Step {
  readonly text: string
  readonly commands: readonly string[]
}

export function firstStart(system: System): Step[] {
  const stack = system.data.stack?.data as StackData
  const secrets = secretsOf(system)
  const known = secrets.filter((secret) => !isMadeUp(secret))
  const folders = foldersOf(system)
  return [
    {
      text: 'At the first start, in this folder: make the secrets. The folder keeps others out; containers must read the files.',
      commands: ['mkdir -m 700 -p secrets', ...secrets.filter(isMadeUp).map(madeUp)],
    },
    ...(folders.length > 0
      ? [
          {
            text: 'Make the folders that are mounted, or links of these names.',
            commands: [`mkdir -p ${folders.join(' ')}`],
          },
        ]
      : []),
    ...(known.length > 0
      ? [
          {
            text: 'These exist already, or are agreed with another program; paste each, then Enter and Ctrl-D.',
            commands: known.map(
              ({ name, services }) => `(umask 022; cat > secrets/${name})  # for ${services.join(', ')}`,
            ),
          },
        ]
      : []),
    {
      text: `The application must run, since its network ${stack.network} is used. Then start, and wait until all are healthy:`,
      commands: [start(stack)],
    },
    ...(urlOf(system, stack, 'grafana') === undefined
      ? []
      : [
          {
            text: `Grafana is at ${urlOf(system, stack, 'grafana')}, for admin with the password in secrets/grafana-admin-password.`,
            commands: [],
          },
        ]),
  ]
}

/** What is mounted from beside the Compose file and is not generated: `logs`. */
const foldersOf = (system: System): string[] =>
  runningOf(system)
    .flatMap((service) => (service.kind === 'core' ? [] : Object.keys(service.container.mounts)))
    .flatMap((path) => (path.startsWith('./') && path !== './blackbox' ? [path.slice(2)] : []))

export interface Need {
  /** The service or the job that needs it. */
  readonly name: string
  readonly need: string
}

const ofCore: Partial<Record<CoreService, (data: System['data']) => readonly string[]>> = {
  prometheus: ({ remoteWrite }) => remoteWrite.flatMap(({ needs = [] }) => needs),
  alertmanager: ({ alerting }) => alerting?.data.needs ?? [],
}

/** What must be there before the services can do their work, and targets be scraped, in sentences of the definitions. */
export function needsOf(system: System): Need[] {
  const services = runningOf(system).flatMap((service) => {
    const needs = service.kind === 'core' ? ofCore[service.name]?.(system.data) : service.container.needs
    return (needs ?? []).map((need) => ({ name: service.name, need }))
  })
  const targets = system.targets.flatMap(({ data }) => data.needs.map((need) => ({ name: data.name, need })))
  return [...services, ...targets]
}

/** Grafana's own; nobody else has to know them. */
const isMadeUp = ({ name, services }: Secret): boolean =>
  name.startsWith('grafana-') && services.every((service) => service === 'grafana')

const madeUp = ({ name }: Secret): string => `(umask 022; openssl rand -base64 24 > secrets/${name})`

/** `docker compose`, with the profile where there is one. */
export const composeCommand = ({ profile }: StackData, words: string): string =>
  `docker compose ${profile === undefined ? '' : `--profile ${profile} `}${words}`

const start = (stack: StackData): string => composeCommand(stack, 'up --detach --wait')

/** Starts the demo and nothing else. */
export const demoStart = `docker compose --profile ${profiles.demo} up`

export interface Address {
  readonly service: string
  readonly at: string
  readonly url: string
}

/** What can be opened in a browser. */
export function addresses(system: System): Address[] {
  const stack = system.data.stack?.data as StackData
  return coreOf(system.data).flatMap((service) => {
    const port = stack.ports[service]
    return port === undefined
      ? []
      : [{ service, at: publishedAt(port), url: urlOf(system, stack, service) ?? `http://${publishedAt(port)}` }]
  })
}
