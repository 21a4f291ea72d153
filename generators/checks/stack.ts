/** Checks of what runs under Compose. */
import { secretOf } from '../../schemas/model/secret.ts'
import { type CoreService, corePorts, coreServices } from '../../schemas/model/stack.ts'
import { atLeast } from '../../schemas/promql/functions-table.ts'
import { grafanaSecrets, secretsOf } from '../facts/secrets.ts'
import { coreOf, publishedAt, runningOf } from '../facts/services.ts'
import type { System } from '../load/system.ts'
import { type Check, type Found, found } from './check.ts'
import { repeated } from './repeated.ts'

export const stackPorts: Check = {
  id: 'stack/ports',
  doc: `Each port of the host is published once: of two services at one port of one address, the second does not start. A port of
0.0.0.0 takes it from every address.`,
  run: ({ data }) => {
    const { stack } = data
    if (!stack) return []
    const taken: { name: CoreService; address: string; port: string }[] = []
    return coreOf(data).flatMap((name): Found[] => {
      const given = stack.data.ports[name]
      if (given === undefined) return []
      const [address = '', port = ''] = publishedAt(given).split(':')
      const other = taken.find((one) => one.port === port && meet(one.address, address))
      taken.push({ name, address, port })
      if (!other) return []
      return [
        found(stack.data, `port ${port} is published for ${other.name} and for ${name}; give one of them another`),
      ]
    })
  },
}

const meet = (a: string, b: string): boolean => a === b || a === '0.0.0.0' || b === '0.0.0.0'

export const stackServices: Check = {
  id: 'stack/services',
  doc: `A service's name is the host at which its target is scraped, so each stands for one thing: an exporter must not have the name of
another service of the stack, and prometheus, alertmanager and grafana are the stack's own, at their own ports.`,
  run: (system) => (system.data.stack ? [...namedTwice(system), ...takenHosts(system), ...idle(system)] : []),
}

function namedTwice(system: System): Found[] {
  const services = runningOf(system)
  const twice = repeated(services, ({ name }) => name)
  return services.flatMap((service): Found[] => {
    const problems = twice.includes(service)
      ? [found(definitionOf(system, service), `two services are named ${service.name}; give one of them another name`)]
      : []
    const target = system.targets.find(({ data }) => service.kind === 'exporter' && data.name === service.job)
    if (!target || target.data.hosts.length === 1) return problems
    const message = `one container cannot stand for ${target.data.hosts.join(' and ')}; give each a target of its own`
    return [...problems, found(target.data, message)]
  })
}

const definitionOf = ({ data, targets }: System, service: ReturnType<typeof runningOf>[number]) =>
  targets.find((target) => service.kind === 'exporter' && target.data.name === service.job)?.data ??
  data.stack?.data ??
  data

/** Targets at the host of one of the three that are something else. */
function takenHosts({ data, targets }: System): Found[] {
  const running = coreOf(data)
  return targets.flatMap((target) =>
    coreServices.flatMap((name): Found[] => {
      const { hosts, port, container } = target.data
      if (container || !running.includes(name) || !hosts.includes(name) || port === corePorts[name]) return []
      const message = `${name}:${port} is not what it means: in the stack, ${name} is a service that listens on ${corePorts[name]}; correct the port, or rename the host`
      return [found(target.data, message)]
    }),
  )
}

/** Alerts that nobody takes, and an exporter without its configuration. */
function idle({ data, targets }: System): Found[] {
  const probes = targets.some((target) => target.data.probe)
  return [
    ...(!data.alerting && data.alertmanagers.includes('alertmanager:9093') && data.stack
      ? [
          found(
            data.stack.data,
            'alerts go to alertmanager:9093, which is not in the stack without alerting; say alerting, or where they go in alertmanagers',
          ),
        ]
      : []),
    ...targets
      .filter((target) => target.data.container && './blackbox' in target.data.container.data.mounts && !probes)
      .map((target) =>
        found(
          target.data,
          'nothing is probed, so blackbox_exporter has no configuration; probe something, or leave it out',
        ),
      ),
  ]
}

export const stackSecrets: Check = {
  id: 'stack/secrets',
  doc: `Under Compose a secret is a file in secrets/, which only those services see that read it, below /run/secrets. Grafana's own
secrets are nobody else's.`,
  run: (system) => {
    const { stack } = system.data
    const own = Object.values(grafanaSecrets).map(secretOf)
    return secretsOf(system).flatMap(({ name, services }): Found[] => {
      const others = services.filter((service) => service !== 'grafana')
      if (!own.includes(name) || others.length === 0 || !stack) return []
      const message = `the secret ${name} is Grafana's own, and ${others.join(', ')} reads it too; give it one of another name`
      return [found(stack.data, message)]
    })
  },
}

export const stackAddressing: Check = {
  id: 'stack/addressing',
  doc: `Prometheus of a stack runs in a container: there, 127.0.0.1 is Prometheus itself, and of the files beside it only those are seen
that are in the folder of prometheus.yml.`,
  run: ({ data }) => {
    const { stack, addressing } = data
    if (!stack) return []
    if (addressing.by === 'loopback')
      return [
        found(
          stack.data,
          'targets are at 127.0.0.1, where Prometheus finds nothing but itself in its container; address them byService(), or leave out the stack',
        ),
      ]
    if (addressing.by === 'file' && /^\/|(?:^|\/)\.\.(?:\/|$)/.test(addressing.folder))
      return [
        found(
          stack.data,
          `the folder ${addressing.folder} is not in the container of Prometheus; name one beside prometheus.yml, such as byFile('targets')`,
        ),
      ]
    return []
  },
}

export const stackImages: Check = {
  id: 'stack/images',
  doc: `The images of Prometheus and Alertmanager are the releases that the system says it runs on, or younger ones; and what a metric
needs of its exporter, such as a collector that is off by itself, is among the flags of the exporter's container.`,
  run: (system) => [...tooOld(system), ...flagsMissing(system)],
}

function tooOld({ data }: System): Found[] {
  const { stack } = data
  if (!stack) return []
  const { images } = stack.data
  const releases = [
    ['Prometheus', images.prometheus, data.prometheus],
    ...(data.alerting ? [['Alertmanager', images.alertmanager, data.alertmanager] as const] : []),
  ] as const
  return releases.flatMap(([program, image, needed]): Found[] => {
    const has = /:v?(\d+\.\d+)/.exec(image)?.[1]
    if (has === undefined || atLeast(has, needed)) return []
    return [found(stack.data, `the image is ${program} ${has}, and the system needs ${needed}; take a younger image`)]
  })
}

function flagsMissing({ data, targets }: System): Found[] {
  if (!data.stack) return []
  return targets.flatMap(({ data: target, metrics }) => {
    const { container } = target
    if (!container) return []
    const needed = new Set(metrics.flatMap(({ needs }) => (needs && isFlags.test(needs) ? [needs] : [])))
    return [...needed]
      .filter((flags) => !flags.split(' or ').some((flag) => isGiven(flag, container.data.command)))
      .map((flag) =>
        found(target, `exposes metrics that need ${flag}, which its container does not have; add it to the command`),
      )
  })
}

/** `--collector.wal`, or one of several: `--check-keys or --check-single-keys`. */
const isFlags = /^--[\w.-]+(?: or --[\w.-]+)*$/
const isGiven = (flag: string, command: readonly string[]): boolean =>
  command.some((word) => word === flag || word.startsWith(`${flag}=`))

export const probeModules: Check = {
  id: 'probe/modules',
  doc: `A module of blackbox_exporter has one meaning: of two with one name, the second would be lost, and what uses it would be probed
like the first.`,
  run: ({ targets }) => {
    const known = new Map<string, string>()
    return targets.flatMap(({ data }): Found[] => {
      if (!data.probe) return []
      const { name, file, ...rest } = data.probe.module.data
      const meaning = JSON.stringify(rest)
      const other = known.get(name) ?? meaning
      known.set(name, other)
      return other === meaning ? [] : [found({ name, file }, `two modules are named ${name}; rename one`)]
    })
  },
}
