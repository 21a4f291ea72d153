/** What `npm run simulate` and `npm run demo` take. */
import { resolve } from 'node:path'
import { type Command, InvalidArgumentError } from 'commander'
import type { ImportModule } from '../load/import.ts'
import { definitionsOption, root } from './options.ts'
import type { Simulated } from './settings.ts'

interface Given {
  readonly definitions: string
  readonly portFrom?: number
  readonly asServices?: boolean
  readonly incident: string[]
  readonly seed: number
  readonly speed: number
}

const settingsOf = (system: string, given: Given, importModule: ImportModule | undefined): Simulated => {
  const { incident: incidents, definitions, ...rest } = given
  return { root, ...(importModule && { importModule }), definitions: resolve(definitions), system, incidents, ...rest }
}

const number =
  (says: string, holds: (value: number) => boolean) =>
  (text: string): number => {
    const value = Number(text)
    if (text.trim() === '' || !holds(value)) throw new InvalidArgumentError(`It is ${says}.`)
    return value
  }
const port = number('a port between 1 and 65535', (value) => Number.isInteger(value) && value > 0 && value < 65_536)
const whole = number('a whole number', Number.isSafeInteger)
const factor = number('a number of 1 or more', (value) => value >= 1 && Number.isFinite(value))

const simulated = (command: Command): Command =>
  command
    .usage('-- <system> [options]')
    .argument('<system>', 'the name of the system')
    .option('--incident <alert...>', 'what is wrong from the beginning; may be given several times', [])
    .option('--seed <number>', 'other values; the same ones for the same seed and time', whole, 0)
    .option('--port-from <number>', 'listen on this port and those after it (default: ports that are free)', port)
    .addOption(definitionsOption())

/** Adds both commands to the program; what they need is loaded when they run. */
export function addSimulated(program: Command, importModule: ImportModule | undefined): void {
  simulated(program.command('simulate'))
    .description(
      'Serve what each target of a system exposes, on ports of 127.0.0.1, and make alerts fire on demand. Ctrl-C stops it.',
    )
    .option('--speed <factor>', 'how many times faster than real the day passes', factor, 1)
    .option(
      '--as-services',
      'in a container: at the own port of each target, told apart by name, at all addresses; incidents are at --port-from, and the port after takes notifications',
    )
    .addHelpText(
      'after',
      '\nExamples:\n  npm run simulate -- pybase --incident ApiErrorsHigh\n  curl -X POST http://127.0.0.1:PORT/incidents/ApiErrorsHigh',
    )
    .action(async (system: string, given: Given) => {
      const { simulate } = await import('./simulate.ts')
      process.exitCode = await simulate(settingsOf(system, given, importModule))
    })

  simulated(program.command('demo'))
    .description(
      'Run a system on this machine: simulated targets, and the real Prometheus and Alertmanager. Ctrl-C stops all of it.',
    )
    .option('--speed <factor>', 'divide all durations by this: intervals, ranges, how long an alert waits', factor, 1)
    .addHelpText('after', '\nExample:\n  npm run demo -- pybase --speed 20 --incident ApiErrorsHigh')
    .action(async (system: string, given: Given) => {
      const { demo } = await import('./demo.ts')
      process.exitCode = await demo(settingsOf(system, given, importModule))
    })
}
