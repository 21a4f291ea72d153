/** How TensorFleet's monitoring runs: beside the application, in the network that its own Compose project makes. */
import { gibibytes } from 'plimsoll'
import { besides, limits } from '../common/stack.ts'

/** A day of samples is little. 8080, 8082, 2112 and 50051 are the application's ports. */
export const tensorfleetStack = besides('tensorfleet_default', {
  limits: { ...limits, prometheus: { memory: gibibytes(1), cpus: 0.5 } },
})
