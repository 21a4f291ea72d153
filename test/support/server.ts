/** Real programs that listen on loopback, for as long as a test needs them. */
import { startServer } from '../../generators/demo/program.ts'
import type { ToolName } from '../../generators/tools/catalogue.ts'
import { findTool, type Tool } from '../../generators/tools/find.ts'

export { freePort } from '../../generators/demo/ports.ts'
export { eventually, type Running, startServer } from '../../generators/demo/program.ts'

/** The tool, without which a test fails and says how to get it. */
export function needed(name: ToolName): Tool {
  const tool = findTool(name)
  if (!tool) throw new Error(`${name} is missing; run npm run tools`)
  return tool
}

/** All of them, or the first that failed once none is under way any more. */
export async function allDone<T>(all: readonly Promise<T>[]): Promise<T[]> {
  await Promise.allSettled(all)
  return Promise.all(all)
}

/** Runs a program until the body is done; the body begins when the URL answers. */
export async function whileRunning<T>(
  tool: Tool,
  args: readonly string[],
  where: { readonly url: string; readonly cwd: string },
  body: () => Promise<T>,
): Promise<T> {
  const running = await startServer(tool, args, where)
  try {
    return await body()
  } finally {
    await running.stop()
  }
}
