/** `npm run generate`, `check`, `explain`, `verify`, `simulate` and `demo`: arguments in, one call, words and an exit code out. */
import { resolve } from 'node:path'
import { Command, CommanderError } from 'commander'
import type { ImportModule } from '../load/import.ts'
import { definitionsOption, jsonOption, outOption, root } from './options.ts'
import type { Settings } from './settings.ts'
import { addSimulated } from './simulate-command.ts'
import { addVerify } from './verify-command.ts'

export * as vocabulary from 'plimsoll'

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

const common = (command: Command): Command =>
  command
    .usage('-- [options]')
    .option('-s, --system <name...>', 'only this system; may be given several times (default: all)')
    .addOption(outOption())
    .addOption(jsonOption())
    .addOption(definitionsOption())

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

  addVerify(program, importModule)
  addSimulated(program, importModule)

  program
    .command('explain')
    .usage('-- [id]')
    .argument('[id]', 'the check, as it stands in brackets behind a problem (default: all)')
    .description('Say what a check finds, why that matters, and where the rule comes from.')
    .action(async (id: string | undefined) => {
      const { explain } = await import('./explain.ts')
      process.exitCode = explain(id)
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
