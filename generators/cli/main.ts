/** `npm run generate`, `check`, `explain`, `simulate` and `demo`: arguments in, one call, words and an exit code out. */
import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Command, CommanderError, InvalidArgumentError, Option } from 'commander'
import type { ImportModule } from '../load/import.ts'
import type { Settings, Simulated } from './settings.ts'

export * as vocabulary from 'plimsoll'

const root = fileURLToPath(new URL('../..', import.meta.url)).replace(/[/\\]$/, '')

interface Given {
  readonly system?: string[]
  readonly out: string
  readonly definitions: string
  readonly json?: true
  readonly watch?: true
}

function settingsOf(given: Given, importModule: ImportModule | undefined): Settings {
  return {
    root,
    ...(importModule && { importModule }),
    out: resolve(given.out),
    definitions: resolve(given.definitions),
    ...(given.system && { systems: given.system }),
    json: given.json ?? false,
    watch: given.watch ?? false,
  }
}

interface SimulatedGiven {
  readonly definitions: string
  readonly portFrom?: number
  readonly incident: string[]
  readonly seed: number
  readonly speed: number
}

const simulatedOf = (system: string, given: SimulatedGiven, importModule: ImportModule | undefined): Simulated => {
  const { incident: incidents, definitions, ...rest } = given
  return { root, ...(importModule && { importModule }), definitions: resolve(definitions), system, incidents, ...rest }
}

const definitions = (): Option =>
  new Option('--definitions <file>', 'the module that lists the systems').default(
    resolve(root, 'definitions/index.ts'),
    'definitions/index.ts',
  )

const common = (command: Command): Command =>
  command
    .usage('-- [options]')
    .option('-s, --system <name...>', 'only this system; may be given several times (default: all)')
    .addOption(new Option('-o, --out <folder>', 'where the files are').default(resolve(root, 'out'), 'out'))
    .option('-j, --json', 'print the result as JSON (with npm run -s, so that npm adds nothing)')
    .addOption(definitions())

const simulated = (command: Command): Command =>
  command
    .usage('-- <system> [options]')
    .argument('<system>', 'the name of the system')
    .option('--incident <alert...>', 'what is wrong from the beginning; may be given several times', [])
    .option('--seed <number>', 'other values; the same ones for the same seed and time', whole, 0)
    .option('--port-from <number>', 'listen on this port and those after it (default: ports that are free)', port)
    .addOption(definitions())

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

/** Runs the command that the process was started with; `importModule` is another way to import definitions. */
export async function main(importModule?: ImportModule): Promise<void> {
  const program = new Command('npm run')
    .usage('COMMAND -- [options]')
    .description('Monitoring as typed code: definitions/ becomes out/.')
    .exitOverride()
    .helpOption('-h, --help', 'show this help')
    .addHelpText('after', '\nExit codes: 0 clean, 1 something was found or out/ is stale, 2 could not run.')

  common(program.command('generate'))
    .description(
      'Write what Prometheus reads, with catalog, documents and runbooks. Nothing is written if a definition is wrong.',
    )
    .option('-w, --watch', 'generate again whenever a definition changes')
    .addHelpText(
      'after',
      '\nExamples:\n  npm run generate\n  npm run generate -- --system pybase --out /srv/monitoring\n  npm run generate -- --watch',
    )
    .action(async (given: Given) => {
      const { generate } = await import('./generate.ts')
      process.exitCode = await generate(settingsOf(given, importModule))
    })

  common(program.command('check'))
    .description(
      'Write nothing; find out whether the definitions are right, out/ is in step with them, and promtool and amtool accept it.',
    )
    .addHelpText(
      'after',
      '\nWith GITHUB_ACTIONS=true, problems are also printed as annotations. With CI=true, a tool that is missing is a failure.',
    )
    .action(async (given: Given) => {
      const { checkAll } = await import('./check.ts')
      process.exitCode = await checkAll(settingsOf(given, importModule))
    })

  program
    .command('explain')
    .usage('-- [id]')
    .argument('[id]', 'the check, as it stands in brackets behind a problem (default: all)')
    .description('Say what a check finds, why that matters, and where the rule comes from.')
    .action(async (id: string | undefined) => {
      const { explain } = await import('./explain.ts')
      process.exitCode = explain(id)
    })

  simulated(program.command('simulate'))
    .description(
      'Serve what each target of a system exposes, on ports of 127.0.0.1, and make alerts fire on demand. Ctrl-C stops it.',
    )
    .option('--speed <factor>', 'how many times faster than real the day passes', factor, 1)
    .addHelpText(
      'after',
      '\nExamples:\n  npm run simulate -- pybase --incident ApiErrorsHigh\n  curl -X POST http://127.0.0.1:PORT/incidents/ApiErrorsHigh',
    )
    .action(async (system: string, given: SimulatedGiven) => {
      const { simulate } = await import('./simulate.ts')
      process.exitCode = await simulate(simulatedOf(system, given, importModule))
    })

  simulated(program.command('demo'))
    .description(
      'Run a system on this machine: simulated targets, and the real Prometheus and Alertmanager. Ctrl-C stops all of it.',
    )
    .option('--speed <factor>', 'divide all durations by this: intervals, ranges, how long an alert waits', factor, 1)
    .addHelpText('after', '\nExample:\n  npm run demo -- pybase --speed 20 --incident ApiErrorsHigh')
    .action(async (system: string, given: SimulatedGiven) => {
      const { demo } = await import('./demo.ts')
      process.exitCode = await demo(simulatedOf(system, given, importModule))
    })

  // a reader that has seen enough, such as head, is no error
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error
  })

  try {
    await program.parseAsync()
  } catch (error) {
    if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? 0 : 2
    else if (isExpected(error)) {
      process.stderr.write(`${error.message}\n`)
      process.exitCode = 2
    } else throw error
  }
}

/** Known by name, since the classes are loaded only where they are used. */
function isExpected(error: unknown): error is Error {
  return error instanceof Error && (error.name === 'UsageError' || error.name === 'ToolError')
}
