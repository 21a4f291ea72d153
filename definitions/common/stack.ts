/** How a system's monitoring runs as a rule: beside the application, at the usual ports of this machine. */
import { gibibytes, mebibytes, type Stack, type StackDefinition, stack } from 'plimsoll'
import { core } from '../images.ts'

export const limits: StackDefinition['limits'] = {
  prometheus: { memory: gibibytes(2), cpus: 1 },
  alertmanager: { memory: mebibytes(256), cpus: 0.25 },
  // its first start migrates its database
  grafana: { memory: mebibytes(512), cpus: 1 },
}

/** In the network of the application, as `docker network ls` names it; `more` is what differs. */
export const besides = (network: string, more: Partial<StackDefinition> = {}): Stack =>
  stack({ images: core, network, ports: { prometheus: 9090, alertmanager: 9093, grafana: 3000 }, limits, ...more })
