/** `npm run demo`: a system as it runs, on this machine and without containers. */
import { undoing } from '../demo/afterwards.ts'
import { type Demo, startDemo } from '../demo/demo.ts'
import { type PageOptions, startPage } from '../demo/page/index.ts'
import { definitionOf } from '../pipeline.ts'
import { scenariosOf } from '../simulate/scenarios.ts'
import { catalogue, type ToolName } from '../tools/catalogue.ts'
import { ToolError } from '../tools/error.ts'
import { findTool, type Tool } from '../tools/find.ts'
import { UsageError } from '../write/error.ts'
import pc from './colours.ts'
import { interrupted } from './interrupt.ts'
import type { Simulated } from './settings.ts'
import { beginAll } from './simulate.ts'
import { say, tell } from './tell.ts'

/** 0 when it was stopped. Throws a ToolError for a program that is missing or ends, a UsageError as `simulate` does. */
export async function demo(settings: Simulated): Promise<number> {
  const { incidents, ...rest } = settings
  const tools = { prometheus: needed('prometheus'), alertmanager: needed('alertmanager') }
  const stopped = interrupted()
  const { afterwards, undo } = undoing()
  const run = async () => {
    const { definition, always } = await definitionOf(settings.system, settings)
    const running = await startDemo(
      { ...rest, definition, always, tools, scenarios: scenariosOf, progress: say, tell },
      afterwards,
    )
    beginAll(running.simulator, incidents)
    say(`incidents     GET ${running.simulator.control}, POST and DELETE ${running.simulator.control}/<alert>`)
    const page = await startPage(pageOf(running))
    afterwards(page.stop)
    say(`page          ${pc.bold(page.url)}`)
    say(`\n${running.system.name} runs; notifications follow. Ctrl-C stops it.`)
    throw new ToolError(await running.ended)
  }
  try {
    await Promise.race([run(), stopped])
  } finally {
    await undo()
  }
  return 0
}

function pageOf({ system, dashboards, prometheus, pagePort, simulator, notifications }: Demo): PageOptions {
  const { incidents } = simulator
  return {
    system,
    dashboards,
    prometheus,
    ...(pagePort !== undefined && { port: pagePort }),
    incidents: {
      list: () => incidents.list().map(({ alert, since }) => ({ alert, running: since !== undefined })),
      start: (alert) => known(incidents.begin(alert)),
      stop: (alert) => known(incidents.end(alert)),
    },
    notifications,
  }
}

/** Throws what is wrong, if anything is. */
function known(unknown: string | undefined): void {
  if (unknown !== undefined) throw new UsageError(unknown)
}

function needed(name: ToolName): Tool {
  const tool = findTool(name)
  if (tool) return tool
  throw new ToolError(`${name} is missing; run npm run tools, or set ${catalogue[name].variable} to where it is`)
}
