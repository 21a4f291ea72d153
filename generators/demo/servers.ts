/** The real Prometheus and Alertmanager with what is generated, on loopback. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse, stringify } from 'yaml'
import type { Tool } from '../tools/find.ts'
import type { Afterwards } from './afterwards.ts'
import { type Running, startServer } from './program.ts'
import { type AlertmanagerConfig, toWebhooks } from './webhooks.ts'
import { flagsOf, type Written } from './written.ts'

export interface Start {
  readonly tool: Tool
  /** Where it listens, of 127.0.0.1. */
  readonly port: number
  readonly afterwards: Afterwards
}

/** Alertmanager, which tells a webhook in place of each receiver, and waits less by a factor. */
export function startAlertmanager(
  written: Written,
  start: Start,
  telling: { readonly url: string; readonly factor: number },
): Promise<Running> {
  const { folder, files } = written
  const config = parse(files['alertmanager/alertmanager.yml'] ?? '') as AlertmanagerConfig
  const path = join(folder, 'alertmanager/alertmanager.yml')
  const flags = flagsOf(written, 'alertmanager', {
    '/etc/alertmanager': `${folder}/alertmanager`,
    '/alertmanager': `${folder}/notified`,
  })
  writeFileSync(path, stringify(toWebhooks(config, telling.url, telling.factor)))
  return startAt(written, start, flags)
}

export function startPrometheus(written: Written, start: Start): Promise<Running> {
  const { folder } = written
  const flags = flagsOf(written, 'prometheus', {
    '/etc/prometheus': `${folder}/prometheus`,
    '/prometheus': `${folder}/tsdb`,
  })
  // what fires before the Alertmanager is discovered is told again a minute later otherwise
  return startAt(written, start, [...flags, '--rules.alert.resend-delay=1s'])
}

/** Links in what it says lead to where it is. */
function startAt({ folder }: Written, { tool, port, afterwards }: Start, flags: readonly string[]): Promise<Running> {
  const url = `http://127.0.0.1:${port}`
  const own = [`--web.listen-address=127.0.0.1:${port}`, `--web.external-url=${url}`]
  const others = flags.filter((flag) => !flag.startsWith('--web.external-url='))
  return startServer(tool, [...others, ...own], { url: `${url}/-/ready`, cwd: folder, afterwards })
}
