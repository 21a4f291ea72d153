/** The programs that Plimsoll runs: those of the Prometheus project, and for tests of the demo's page a browser. */
export type ToolName = 'promtool' | 'amtool' | 'prometheus' | 'alertmanager' | 'blackbox_exporter' | 'chromium'
/** The official downloads that hold them. */
export type ReleaseName = 'prometheus' | 'alertmanager' | 'blackbox_exporter'

interface Entry {
  /** None where no official download is pinned. */
  readonly release: ReleaseName | undefined
  /** The package of Debian and Ubuntu. */
  readonly debian: string
  /** The environment variable that may hold the binary's path. */
  readonly variable: string
  /** The binary's possible names, the upstream one first. */
  readonly binaries: readonly [string, ...string[]]
}

function entry(release: Entry['release'], debian: string, variable: string, ...binaries: Entry['binaries']): Entry {
  return Object.freeze({ release, debian, variable, binaries: Object.freeze(binaries) })
}

/** Where each tool comes from. */
export const catalogue: Readonly<Record<ToolName, Entry>> = Object.freeze({
  promtool: entry('prometheus', 'prometheus', 'PLIMSOLL_PROMTOOL', 'promtool'),
  amtool: entry('alertmanager', 'prometheus-alertmanager', 'PLIMSOLL_AMTOOL', 'amtool'),
  prometheus: entry('prometheus', 'prometheus', 'PLIMSOLL_PROMETHEUS', 'prometheus'),
  alertmanager: entry(
    'alertmanager',
    'prometheus-alertmanager',
    'PLIMSOLL_ALERTMANAGER',
    'alertmanager',
    'prometheus-alertmanager',
  ),
  blackbox_exporter: entry(
    'blackbox_exporter',
    'prometheus-blackbox-exporter',
    'PLIMSOLL_BLACKBOX_EXPORTER',
    'blackbox_exporter',
    'prometheus-blackbox-exporter',
  ),
  chromium: entry(
    undefined,
    'chromium',
    'PLIMSOLL_CHROMIUM',
    'chromium',
    'chromium-browser',
    'google-chrome',
    'google-chrome-stable',
  ),
})

export const toolNames = Object.freeze(Object.keys(catalogue) as ToolName[])

/** The tools that come with a release. */
export function toolsIn(release: ReleaseName): readonly ToolName[] {
  return toolNames.filter((name) => catalogue[name].release === release)
}
