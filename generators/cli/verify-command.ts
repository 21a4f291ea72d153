/** What `npm run verify` takes. */
import { resolve } from 'node:path'
import { type Command, InvalidArgumentError, Option } from 'commander'
import { parseDuration } from '../../schemas/model/duration.ts'
import type { ImportModule } from '../load/import.ts'
import { mostBytes, mostLabels } from '../verify/limits.ts'
import { definitionsOption, jsonOption, root } from './options.ts'

const duration = (flags: string, description: string, text: string): Option =>
  new Option(flags, description)
    .argParser((given) => {
      const ms = parseDuration(given) ?? 0
      if (ms <= 0 || ms > longest) throw new InvalidArgumentError('A duration is written 30s or 2m, and is at most 1d.')
      return ms
    })
    .default(parseDuration(text), text)

/** A timer does not run for much longer. */
const longest = 86_400_000

interface Given {
  readonly definitions: string
  readonly json?: true
  readonly prometheus: string
  readonly system: string
  readonly job?: string[]
  readonly markdown?: true
  readonly tokenFile?: string
  readonly headerFile?: string
  readonly timeout: number
  readonly deadline: number
}

const help = `
A problem is what is not as it is defined, or a critical or warning alert that fires; a note fails nothing. Where an answer is missing,
what was learnt before is printed all the same, and the exit code is 2.

It is asked one question after the other: 7, one for each job, and two at most for each of up to ${mostLabels} labels. No answer of more than ${mostBytes / 1024 ** 2} MiB
is read. A token or a password is only ever read from a file.

Examples:
  npm run verify -- --prometheus http://localhost:9090 --system pybase
  npm run verify -- --prometheus https://example.org/prometheus --system pybase --job backend redis --token-file /run/secrets/token
  npm run -s verify -- --prometheus http://localhost:9090 --system pybase --markdown >> "$GITHUB_STEP_SUMMARY"`

/** Adds the command to the program; what it needs is loaded when it runs. */
export function addVerify(program: Command, importModule: ImportModule | undefined): void {
  program
    .command('verify')
    .usage('-- --prometheus URL --system NAME [options]')
    .description(
      'Ask a running Prometheus whether it scrapes, stores and evaluates what the definitions say. Nothing is written: it is asked by GET alone.',
    )
    .requiredOption('-p, --prometheus <url>', 'where it is reached, with its path prefix if it has one')
    .requiredOption('-s, --system <name>', 'the system that it monitors')
    .option('--job <name...>', 'only what comes from this job; may be given several times (default: all)')
    .option('--token-file <file>', 'a file that holds a bearer token')
    .option('--header-file <file>', 'a file that holds headers of the requests, Name: value on each line')
    .addOption(duration('--timeout <duration>', 'how long one answer may take', '10s'))
    .addOption(duration('--deadline <duration>', 'how long all of them may take', '2m'))
    .addOption(jsonOption().conflicts('markdown'))
    .option('--markdown', 'print the result as Markdown, for a pull request')
    .addOption(definitionsOption())
    .addHelpText('after', help)
    .action(async (given: Given) => {
      const { verifySystem } = await import('./verify.ts')
      const { job, json, markdown, ...rest } = given
      process.exitCode = await verifySystem({
        ...rest,
        root,
        ...(importModule && { importModule }),
        definitions: resolve(given.definitions),
        ...(job && { jobs: job }),
        form: json ? 'json' : markdown ? 'markdown' : 'text',
      })
    })
}
