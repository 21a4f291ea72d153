/**
 * docker-compose.yml: everything that a system's monitoring runs, as one project beside the application.
 * https://github.com/compose-spec/compose-spec/blob/main/spec.md
 */
import { hasDemo, profiles, simulatorHost } from '../../facts/demo.ts'
import { secretsOf } from '../../facts/secrets.ts'
import { runningOf, type Service, volumesOf } from '../../facts/services.ts'
import type { System } from '../../load/system.ts'
import { type Comment, type Output, type OutputFile, origin, wrap, yamlFile } from '../file.ts'
import { coreService } from './core.ts'
import { demoServices } from './demo.ts'
import { exporterService } from './exporter.ts'
import { demoStart, firstStart, needsOf } from './start.ts'

export const compose: Output = (system) => {
  const { stack } = system.data
  if (!stack) return []
  const services = runningOf(system)
  const volumes = services.flatMap(volumeNames).sort()
  const value = {
    name: `${system.name}-monitoring`,
    services: {
      ...Object.fromEntries(services.map((service) => [service.name, render(system, service)])),
      ...demoServices(system),
    },
    networks: {
      monitoring: {},
      application: { name: stack.data.network, external: true },
      ...(hasDemo(system.data) && { demo: {} }),
    },
    volumes: Object.fromEntries(volumes.map((name) => [name, {}])),
    secrets: Object.fromEntries(secretsOf(system).map(({ name }) => [name, { file: `./secrets/${name}` }])),
  }
  return [
    yamlFile({
      path: `${system.name}/docker-compose.yml`,
      schema: 'compose',
      value: literal(value),
      origin: origin(system, system.data.file, stack.data.file, ...system.targets.map(({ data }) => data.file)),
      head: head(system),
      spaced: ['services'],
      comments: [...services.flatMap(comments), ...demoComments(system)],
    }),
    ...usualProfile(system),
  ]
}

/** What starts without --profile, which takes its place: `docker compose up`, and `docker compose --profile demo up` alone. */
function usualProfile(system: System): OutputFile[] {
  const { stack } = system.data
  if (!stack || stack.data.profile !== undefined || !hasDemo(system.data)) return []
  const lines = [
    `# ${origin(system, stack.data.file)}`,
    '# What Docker Compose starts unless --profile says otherwise: the stack, and not its demo.',
    `COMPOSE_PROFILES=${profiles.stack}`,
  ]
  return [{ path: `${system.name}/.env`, text: `${lines.join('\n')}\n` }]
}

function head(system: System): string[] {
  const needs = needsOf(system)
  return [
    ...firstStart(system).flatMap(({ text, commands }) => [`# ${text}`, ...commands.map((line) => `#     ${line}`)]),
    ...(needs.length > 0 ? ['# What must be there before:'] : []),
    ...needs.flatMap(({ name, need }) =>
      wrap(`${name}: ${need}`, 110).map((line, i) => `#     ${i === 0 ? '' : '    '}${line}`),
    ),
    ...(hasDemo(system.data) ? demoHead : []),
  ]
}

const demoHead = [
  '# A demo with simulated targets, without the application and its secrets, in a checkout after npm ci; see docs/stack.md:',
  `#     ${demoStart}`,
]

const demoComments = ({ data }: System): Comment[] =>
  hasDemo(data)
    ? [{ path: ['services', simulatorHost], text: 'The demo begins here. It answers for every target.' }]
    : []

const render = (system: System, service: Service): object =>
  service.kind === 'core' ? coreService(system, service.name) : exporterService(system, service)

const volumeNames = (service: Service): string[] =>
  service.kind === 'core' ? [`${service.name}-data`] : volumesOf(service).map(({ name }) => name)

/** What a container is allowed beyond the others, and why. */
function comments(service: Service): Comment[] {
  if (service.kind === 'core') return []
  const { user, capabilities } = service.container
  const reasons = [
    ...(typeof user === 'string' ? [] : [`It runs as root: ${user.root}`]),
    ...Object.entries(capabilities).map(([name, why]) => `${name}: ${why}`),
  ]
  return reasons.length > 0 ? [{ path: ['services', service.name], text: `${reasons.join('. ')}.` }] : []
}

/** Compose takes `$` for the start of a variable, in every value. */
function literal(value: unknown): unknown {
  if (typeof value === 'string') return value.replaceAll('$', '$$$$')
  if (Array.isArray(value)) return value.map(literal)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, literal(item)]))
}
