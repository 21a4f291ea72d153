/** What was verified and found: in words, as JSON, and as Markdown. */
import { code, escapeMarkdown } from '../outputs/docs/render.ts'
import type { Subject } from '../verify/subject.ts'
import type { Finding } from '../verify/verification.ts'
import pc from './colours.ts'
import { annotation, type Located, locate, problemText, summary } from './report.ts'
import type { VerifySettings } from './verify.ts'

export type Form = 'text' | 'json' | 'markdown'

export interface Verified {
  readonly url: string
  readonly subject: Subject
  readonly findings: readonly Finding[]
  /** Why not all was asked. */
  readonly failure: string | undefined
}

type Shown = Located & Finding

export function printReport(verified: Verified, { form, root }: Pick<VerifySettings, 'form' | 'root'>): void {
  const of = (level: Finding['level']) =>
    locate(
      verified.findings.filter((finding) => finding.level === level),
      root,
    ) as Shown[]
  const shown = [...of('problem'), ...of('note')]
  const lines = { text: asText, json: asJson, markdown: asMarkdown }[form](verified, shown)
  if (lines.length > 0) process.stdout.write(`${lines.join('\n')}\n`)
  if (verified.failure !== undefined) process.stderr.write(`${verified.failure}\n`)
}

function asText(verified: Verified, shown: readonly Shown[]): string[] {
  // that nothing was found says nothing where nothing was answered
  if (verified.failure !== undefined && shown.length === 0) return []
  const annotated = process.env.GITHUB_ACTIONS === 'true' ? shown.filter(({ level }) => level === 'problem') : []
  return [
    ...folded(shown).map(({ finding, more }) =>
      finding.level === 'problem'
        ? problemText(finding)
        : `${pc.dim('note')} ${problemText(finding)}${more > 0 ? pc.dim(` and ${more} more of ${finding.job ?? finding.id}; --json lists them`) : ''}`,
    ),
    ...annotated.map(annotation),
    ...(verified.failure === undefined ? [] : [pc.yellow('incomplete: not all was answered')]),
    `${counts(verified)}, of ${verified.url}`,
  ]
}

const mostAlike = 3

/** Notes of one kind and job but the first few are counted only: exporters have hundreds. Problems are all said. */
function folded(shown: readonly Shown[]): { readonly finding: Shown; readonly more: number }[] {
  const alike = new Map<string, Shown[]>()
  for (const finding of shown.filter(({ level }) => level === 'note')) {
    const key = `${finding.id} ${finding.job}`
    const group = alike.get(key) ?? []
    group.push(finding)
    alike.set(key, group)
  }
  return [
    ...shown.filter(({ level }) => level === 'problem').map((finding) => ({ finding, more: 0 })),
    ...[...alike.values()].flatMap((group) =>
      group
        .slice(0, mostAlike)
        .map((finding, at) => ({ finding, more: at === mostAlike - 1 ? group.length - mostAlike : 0 })),
    ),
  ]
}

const levels = ({ findings }: Verified) => ({
  problems: findings.filter(({ level }) => level === 'problem').length,
  notes: findings.filter(({ level }) => level === 'note').length,
})

const counts = (verified: Verified): string =>
  summary({
    jobs: verified.subject.targets.length,
    ...levels(verified),
  })

function asJson(verified: Verified, shown: readonly Shown[]): string[] {
  const { url, subject, failure } = verified
  const value = {
    system: subject.system.name,
    prometheus: url,
    jobs: subject.targets.map(({ data }) => data.name),
    ...levels(verified),
    incomplete: failure ?? null,
    findings: shown,
  }
  return [JSON.stringify(value, null, 2)]
}

function asMarkdown(verified: Verified, shown: readonly Shown[]): string[] {
  const { url, subject, failure } = verified
  const { problems, notes } = levels(verified)
  const rows = folded(shown).map(({ finding, more }) => {
    const { level, file, line, name, message, id } = finding
    const cells = [
      level,
      code(name),
      `${escapeMarkdown(message)}${more > 0 ? ` *and ${more} more*` : ''}`,
      code(line === undefined ? file : `${file}:${line}`),
      code(id),
    ]
    return `| ${cells.join(' | ')} |`
  })
  return [
    `## ${escapeMarkdown(subject.system.name)} at ${code(url)}`,
    '',
    `${problems} ${problems === 1 ? 'problem' : 'problems'}, ${notes} ${notes === 1 ? 'note' : 'notes'}.`,
    ...(failure === undefined ? [] : ['', `**Incomplete:** ${escapeMarkdown(failure)}`]),
    ...(rows.length === 0
      ? []
      : ['', '| | name | what is wrong | defined in | id |', '| --- | --- | --- | --- | --- |', ...rows]),
  ]
}
