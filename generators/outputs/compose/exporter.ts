/** An exporter, or what else runs beside: the container that its definition says. */
import { secretsRead } from '../../facts/secrets.ts'
import { configurationsOf, type Exporter, volumesOf } from '../../facts/services.ts'
import type { System } from '../../load/system.ts'
import { hardened, healthcheck, mounted, profileOf, volume } from './service.ts'

export function exporterService(system: System, service: Exporter): object {
  const { image, command, environment, user, health, limits, mounts, tmpfs, capabilities, devices } = service.container
  const { hostProcesses, gpus, reachesApplication } = service.container
  const secrets = secretsRead(system, service)
  const disks = [
    ...Object.entries(mounts).map(([from, to]) => mounted(from, to)),
    ...configurationsOf(service).map(({ path, target }) => mounted(`./${path}`, target)),
    ...volumesOf(service).map(({ name, target }) => volume(name, target)),
  ]
  return {
    image,
    ...profileOf(system),
    user: typeof user === 'string' ? user : '0:0',
    ...(command.length > 0 && { command }),
    ...(Object.keys(environment).length > 0 && { environment }),
    networks: ['monitoring', ...(reachesApplication ? ['application'] : [])],
    ...(hostProcesses && { pid: 'host' }),
    ...(disks.length > 0 && { volumes: disks }),
    ...(tmpfs.length > 0 && { tmpfs }),
    ...(devices.length > 0 && { devices: devices.map((device) => `${device}:${device}:r`) }),
    healthcheck: healthcheck(health, '15s'),
    stop_grace_period: '10s',
    ...(secrets.length > 0 && { secrets }),
    ...hardened({ capabilities: Object.keys(capabilities), limits, processes: 256, gpus }),
  }
}
