/** TensorFleet's alerts by their subject. Those of info tell nobody: they are lines of dashboards and advice. */
import { ruleGroup } from 'plimsoll'
import { outageAlerts } from './outages.ts'
import { serviceAlerts } from './services.ts'
import { workerAlerts } from './workers.ts'

export const alerts = [
  ruleGroup('outages', { rules: outageAlerts }),
  ruleGroup('services', { rules: serviceAlerts }),
  ruleGroup('workers', { rules: workerAlerts }),
]
