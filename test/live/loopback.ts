/** A system's definition for a run on this machine that takes seconds. */
import type { RuleGroup, SystemDefinition } from 'plimsoll'
import { onLoopback, type Ports } from '../../generators/simulate/loopback.ts'

/** How often everything is scraped and evaluated. */
const interval = 1000

/** The same definition: other addresses, one second instead of each interval, and alerts that fire at once. */
export function inSeconds(definition: SystemDefinition, ports: Ports): SystemDefinition {
  const { data } = onLoopback(definition, ports)
  return {
    data: {
      ...data,
      scrapeInterval: interval,
      scrapeTimeout: interval,
      evaluationInterval: interval,
      targets: data.targets.map((one) => ({ ...one, data: { ...one.data, interval: undefined, timeout: undefined } })),
      rules: data.rules.map(atOnce),
    },
  }
}

const atOnce = ({ data }: RuleGroup): RuleGroup => ({
  data: {
    ...data,
    interval: undefined,
    rules: data.rules.map((rule) =>
      rule.kind === 'alert' ? { ...rule, data: { ...rule.data, for: undefined } } : rule,
    ),
  },
})
