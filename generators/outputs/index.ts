/** Every kind of file, and nothing else: a new kind is one folder and one line here. */
import type { System } from '../load/system.ts'
import { alertmanager } from './alertmanager/index.ts'
import { blackbox } from './blackbox/index.ts'
import { catalog } from './catalog/index.ts'
import { compose } from './compose/index.ts'
import { configuration } from './configuration/index.ts'
import { demo } from './demo/index.ts'
import { docs } from './docs/index.ts'
import type { Output, OutputFile } from './file.ts'
import { grafana } from './grafana/index.ts'
import { prometheus } from './prometheus/index.ts'
import { rules } from './rules/index.ts'
import { tests } from './tests/index.ts'

const outputs: readonly Output[] = [
  alertmanager,
  blackbox,
  catalog,
  compose,
  configuration,
  demo,
  docs,
  grafana,
  prometheus,
  rules,
  tests,
]

/** All files of a system, by path. Throws where two outputs claim one path, which is a fault of ours. */
export function render(system: System): OutputFile[] {
  const files = outputs.flatMap((output) => output(system)).sort((a, b) => (a.path < b.path ? -1 : 1))
  const twice = files.find(({ path }, i) => path === files[i + 1]?.path)
  if (twice) throw new Error(`two outputs write ${twice.path}`)
  return files
}
