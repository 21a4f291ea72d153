/** TensorFleet's alerts, in three files: those of the document, those without which they can be silent, and those that tell nobody. */
import { ruleGroup } from 'plimsoll'
import { analyticsAlerts } from './analytics.ts'
import { documentAlerts } from './document.ts'
import { platformAlerts } from './platform.ts'

export const alerts = [
  ruleGroup('alert-rules', { rules: documentAlerts }),
  ruleGroup('platform', { rules: platformAlerts }),
  ruleGroup('analytics', { rules: analyticsAlerts }),
]
