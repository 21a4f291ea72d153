/** How PyBase's monitoring runs: beside the application, in the network that its own Compose project makes. */
import { gibibytes, mebibytes, stack } from 'plimsoll'
import { core } from '../images.ts'

export const pybaseStack = stack({
  images: core,
  network: 'pybase_default',
  // the document's ports; Alertmanager has its usual one
  ports: { prometheus: 9090, alertmanager: 9093, grafana: 3000 },
  limits: {
    prometheus: { memory: gibibytes(2), cpus: 1 },
    alertmanager: { memory: mebibytes(256), cpus: 0.25 },
    // its first start migrates its database
    grafana: { memory: mebibytes(512), cpus: 1 },
  },
})
