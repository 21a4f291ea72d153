/** How Robo-RLHF's monitoring runs: beside the application, in the network that its own Compose project makes. */
import { besides } from '../common/stack.ts'
import { filebeat } from './logging.ts'

export const roboRlhfStack = besides('robo-rlhf_default', {
  // docker compose --profile monitoring up -d
  profile: 'monitoring',
  services: { filebeat },
})
