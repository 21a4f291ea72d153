/** docs/stack.md: how the monitoring is started, reached, changed, saved and upgraded. */
import { formatDuration } from '../../../schemas/model/duration.ts'
import type { StackData } from '../../../schemas/model/stack.ts'
import { demoHost, demoPorts, demoServicesOf, hasDemo, simulatorHost } from '../../facts/demo.ts'
import { formatQuantity } from '../../facts/quantity.ts'
import { secretsOf } from '../../facts/secrets.ts'
import { coreOf, type Exporter, runningOf, type Service, volumesOf } from '../../facts/services.ts'
import type { System } from '../../load/system.ts'
import { coreUsers } from '../compose/core.ts'
import { addresses, composeCommand, demoStart, firstStart, needsOf } from '../compose/start.ts'

export function stackContext(system: System): object {
  const { data } = system
  const stack = data.stack?.data as StackData
  const services = runningOf(system)
  const exporters = services.filter((service) => service.kind === 'exporter')
  return {
    steps: firstStart(system).map(({ text, commands }) => ({ text, commands: commands.join('\n') })),
    needs: needsOf(system),
    addresses: addresses(system),
    network: stack.network,
    services: services.map((service) => row(stack, service)),
    secrets: secretsOf(system).map(({ name, services: readers }) => ({ name, readers: readers.join(', ') })),
    exceptions: exporters.flatMap(exceptions),
    volumes: [
      ...coreOf(data).map((name) => ({ volume: `${name}-data`, service: name, holds: holds[name] })),
      ...exporters.flatMap((service) =>
        volumesOf(service).map(({ name }) => ({ volume: name, service: service.name, holds: 'its own state' })),
      ),
    ],
    retention: formatDuration(data.retention),
    storage: data.storage === undefined ? undefined : formatQuantity(data.storage, 'bytes'),
    reload: [...reloads(system), ...restarts(stack, exporters)].join('\n'),
    up: composeCommand(stack, 'up --detach --wait'),
    ps: composeCommand(stack, 'ps'),
    backup: [
      composeCommand(stack, 'stop prometheus'),
      composeCommand(stack, pack),
      composeCommand(stack, 'start prometheus'),
    ].join('\n'),
    usual: hasDemo(data) && stack.profile === undefined,
    demo: hasDemo(data) && demo(system),
    made_up: data.alerting && madeUp(system, stack),
    upgrade: [composeCommand(stack, 'pull'), composeCommand(stack, 'up --detach --wait')].join('\n'),
  }
}

function demo({ data, alerts }: System): object {
  const incidents = `http://127.0.0.1:${demoPorts.simulator}/incidents`
  const [first] = [...alerts.filter((alert) => alert.data.severity === 'critical'), ...alerts]
  return {
    start: demoStart,
    addresses: [
      ...coreOf(data).map((name) => ({ service: demoHost(name), url: `http://localhost:${demoPorts[name]}` })),
      { service: simulatorHost, url: `http://localhost:${demoPorts.simulator}/incidents` },
    ],
    incident: [
      ...(first
        ? [`curl -X POST ${incidents}/${first.data.name}`, `curl -X DELETE ${incidents}/${first.data.name}`]
        : []),
      `docker compose logs --follow ${simulatorHost}`,
    ].join('\n'),
    end: `docker compose rm --stop --force ${demoServicesOf(data).toReversed().join(' ')}`,
  }
}

/** For a shell, which takes nothing in it for anything else. */
const quoted = (text: string): string => (/^[\w.-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`)

/** https://github.com/prometheus/alertmanager#amtool */
function madeUp({ data }: System, stack: StackData): string {
  const labels = Object.entries(data.externalLabels).map(([name, value]) => `${name}=${quoted(value)}`)
  return ['critical', 'warning']
    .map((severity) =>
      composeCommand(
        stack,
        [
          'exec alertmanager amtool --alertmanager.url=http://127.0.0.1:9093 alert add',
          'MadeUp',
          `severity=${severity}`,
          ...labels,
        ].join(' '),
      ),
    )
    .join('\n')
}

/** By the tar of the service's own image, as the user to whom the files belong. */
const pack = 'run --rm --no-deps --no-TTY --entrypoint tar prometheus -cf - -C /prometheus . > prometheus-data.tar'

const holds = {
  prometheus: 'samples',
  alertmanager: 'silences, and which notifications were sent',
  grafana: 'users, preferences, and nothing that is in the definitions',
} as const

function row(stack: StackData, service: Service): object {
  const { image, limits, user } =
    service.kind === 'core'
      ? { image: stack.images[service.name], limits: stack.limits[service.name], user: coreUsers[service.name] }
      : { ...service.container, user: typeof service.container.user === 'string' ? service.container.user : 'root' }
  return {
    name: service.name,
    image,
    user,
    memory: formatQuantity(limits.memory, 'bytes'),
    cpus: limits.cpus,
  }
}

/** What a container sees or may do beyond the others. */
function exceptions({ name, container, job }: Exporter): object[] {
  const { user, capabilities, mounts, devices, hostProcesses, gpus } = container
  const seen = Object.keys(mounts).filter((path) => path.startsWith('/'))
  const looks = job === undefined ? 'it reads what is there' : 'it measures the host, and sees it read-only'
  return [
    ...(typeof user === 'string' ? [] : [{ name, what: 'root', why: user.root }]),
    ...Object.entries(capabilities).map(([what, why]) => ({ name, what, why })),
    ...(seen.length > 0 ? [{ name, what: seen.join(', '), why: looks }] : []),
    ...devices.map((what) => ({ name, what, why: 'it reads it' })),
    ...(hostProcesses ? [{ name, what: 'pid: host', why: 'it counts the processes of the host' }] : []),
    ...(gpus ? [{ name, what: 'all GPUs', why: 'it measures them' }] : []),
  ]
}

/** Prometheus and Alertmanager read their files again when they are asked to, where they are reached at all. */
const reloads = (system: System): string[] =>
  addresses(system)
    .filter(({ service }) => service !== 'grafana')
    .map(({ at }) => `curl -X POST http://${at.replace(/^0\.0\.0\.0:/, '127.0.0.1:')}/-/reload`)

/** What reads generated files as well does so when it starts. */
function restarts(stack: StackData, exporters: readonly Exporter[]): string[] {
  const names = exporters
    .filter(
      ({ container: { configuration, mounts } }) =>
        Object.keys(configuration).length > 0 || Object.keys(mounts).some((from) => from.startsWith('.')),
    )
    .map(({ name }) => name)
  return names.length > 0 ? [composeCommand(stack, `restart ${names.join(' ')}`)] : []
}
