/** Everything that judges what was generated, most of them programs: a new one is a file and a line here. */
import type { Rendered } from '../pipeline.ts'
import { amtoolFindings } from './amtool.ts'
import { blackboxFindings } from './blackbox.ts'
import { catalogue, type ToolName } from './catalogue.ts'
import { composeFindings } from './compose.ts'
import { dashboardFindings } from './dashboards.ts'
import { type Finding, promtoolFindings } from './promtool.ts'

export interface Judge {
  readonly name: string
  /** What to do where it is missing. */
  readonly remedy: string
  /** Whether CI may do without it, since it cannot be installed everywhere. */
  readonly optional?: true
  /** Whether there is anything for it to read. */
  readonly needed: (rendered: Rendered) => boolean
  readonly judge: (rendered: Rendered) => Promise<Finding>
}

const installed = (name: ToolName): string => `install it, or name it in ${catalogue[name].variable}`
const writes = (part: string) => (rendered: Rendered) => rendered.files.some(({ path }) => path.includes(part))

export const judges: readonly Judge[] = [
  {
    name: 'promtool',
    remedy: installed('promtool'),
    needed: writes('/prometheus/'),
    judge: ({ files }) => promtoolFindings(files),
  },
  {
    name: 'amtool',
    remedy: installed('amtool'),
    needed: writes('/alertmanager/'),
    judge: ({ systems, files }) => amtoolFindings(systems, files),
  },
  {
    name: 'blackbox_exporter',
    remedy: installed('blackbox_exporter'),
    needed: writes('/blackbox/'),
    judge: ({ files }) => blackboxFindings(files),
  },
  {
    name: 'docker compose',
    remedy: 'install Docker with its Compose plugin; the file was held against the Compose specification',
    optional: true,
    needed: writes('/docker-compose.yml'),
    judge: ({ files }) => composeFindings(files),
  },
  {
    name: 'lint of dashboards',
    remedy: 'it is a part of Plimsoll',
    needed: writes('/grafana/dashboards/'),
    judge: dashboardFindings,
  },
]
