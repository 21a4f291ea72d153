/** Alertmanager's own judgement of what was generated, and where it routes each alert. */

import { availableParallelism } from 'node:os'
import { atLeast } from '../../schemas/promql/functions-table.ts'
import { sampleLabels } from '../facts/alert-labels.ts'
import { hasDemo } from '../facts/demo.ts'
import { nodesBelow, type RouteNode, routesOf, treeOf } from '../facts/routing.ts'
import type { System } from '../load/system.ts'
import { matcher } from '../outputs/alertmanager/route.ts'
import type { OutputFile } from '../outputs/file.ts'
import { findTool, type Tool } from './find.ts'
import { inFolder } from './folder.ts'
import type { Finding } from './promtool.ts'
import { runTool, versionOf } from './run.ts'

/** `amtool check-config`, and `config routes test` for the alerts, for the systems whose release it can read. */
export async function amtoolFindings(systems: readonly System[], files: readonly OutputFile[]): Promise<Finding> {
  const tool = findTool('amtool')
  if (!tool) return { ran: false, findings: [] }
  const version = await versionOf(tool)
  const wanted = systems.filter(({ data }) => data.alerting)
  const readable = wanted.filter(({ data }) => atLeast(version, data.alertmanager))
  const read = files.filter(({ path }) => path.includes('/alertmanager/'))
  const findings = await inFolder(read, async (folder) =>
    (await Promise.all(readable.map((system) => judge(tool, folder, system)))).flat(),
  )
  if (readable.length === wanted.length) return { ran: true, version, findings }
  const why = wanted
    .filter((system) => !readable.includes(system))
    .map(({ name, data }) => `${name} targets Alertmanager ${data.alertmanager}, which amtool ${version} cannot read`)
  return { ran: false, version, findings, why: `${why.join(', and ')}; name a younger one in PLIMSOLL_AMTOOL` }
}

async function judge(tool: Tool, cwd: string, system: System): Promise<string[]> {
  const config = `${system.name}/alertmanager/alertmanager.yml`
  const configs = [config, ...(hasDemo(system.data) ? [`${system.name}/demo/alertmanager/alertmanager.yml`] : [])]
  const { code, stdout, stderr } = await runTool(tool, ['check-config', ...configs], { cwd })
  if (code !== 0) return [`amtool check-config: ${`${stdout}\n${stderr}`.trim()}`]
  const { alerting } = system.data
  if (!alerting) return []
  const tree = treeOf(alerting)
  const found = await inTurns(unlike(system, tree), (alert) => routeFinding(tool, cwd, config, tree, alert))
  return found.filter((finding) => finding !== undefined)
}

interface Sample {
  readonly name: string
  readonly labels: Readonly<Record<string, string>>
}

/** One alert of all that are alike in the labels that the tree looks at, and so take the same way. */
function unlike(system: System, tree: RouteNode): Sample[] {
  const looked = [...new Set(nodesBelow(tree).flatMap(({ match }) => match.map(({ name }) => name)))]
  const samples = system.alerts.map((alert) => ({ name: alert.data.name, labels: sampleLabels(system, alert) }))
  const key = ({ labels }: Sample) =>
    JSON.stringify(looked.map((name) => Object.entries(labels).find(([one]) => one === name)))
  return [...new Map(samples.toReversed().map((sample) => [key(sample), sample])).values()].reverse()
}

/** An alert that Alertmanager sends elsewhere than the checks think. */
async function routeFinding(
  tool: Tool,
  cwd: string,
  config: string,
  tree: RouteNode,
  { name, labels }: Sample,
): Promise<string | undefined> {
  const expected = routesOf(tree, labels).map(({ receiver }) => receiver.data.name)
  const words = Object.entries(labels).map(([label, value]) => matcher({ name: label, op: '=', value }))
  const args = ['config', 'routes', 'test', `--config.file=${config}`, ...words]
  const { code, stdout, stderr } = await runTool(tool, args, { cwd })
  if (code !== 0) return `amtool config routes test: ${name} in ${config}: ${`${stdout}\n${stderr}`.trim()}`
  if (stdout.trim() === expected.join(',')) return undefined
  return `amtool config routes test: ${name} in ${config} goes to ${stdout.trim()}, and was reckoned to go to ${expected.join(',')}; this is a fault of Plimsoll`
}

/** As many at a time as the machine has processors, with the results in order. */
async function inTurns<A, B>(items: readonly A[], use: (item: A) => Promise<B>): Promise<B[]> {
  const results: B[] = []
  const entries = items.entries()
  const worker = async () => {
    for (const [i, item] of entries) results[i] = await use(item)
  }
  await Promise.all(Array.from({ length: availableParallelism() }, worker))
  return results
}
