/** Handlebars for Markdown: values are escaped for Markdown, not for HTML. */
import type { TemplateDelegate } from 'handlebars'
import { markdown, template } from './templates.ts'

const compiled = new Map<string, TemplateDelegate>()

/** In a sentence or a table cell: nothing in it is read as markup. */
export function escapeMarkdown(value: unknown): string {
  return String(value ?? '')
    .replace(/[\\`*_{}[\]<>#|~]/g, '\\$&')
    .replace(/\r\n?|\n/g, ' ')
}

/**
 * As code in a line; a backtick inside makes the fence longer. A table's cell ends at a pipe even in code,
 * unless a backslash is before it, and a backslash of one's own cannot be told from that one: such text is written plainly.
 */
export function code(value: unknown): string {
  const text = String(value ?? '').replace(/\r\n?|\n/g, ' ')
  if (text.trim() === '' || /\\+\|/.test(text)) return escapeMarkdown(text)
  const fence = '`'.repeat(longest(text) + 1)
  const space = text.startsWith('`') || text.endsWith('`') ? ' ' : ''
  return `${fence}${space}${text.replaceAll('|', '\\|')}${space}${fence}`
}

/** As a block of code. */
export function fenced(value: unknown, language: string): string {
  const text = String(value ?? '')
  const fence = '`'.repeat(Math.max(3, longest(text) + 1))
  return `${fence}${language}\n${text}\n${fence}`
}

const longest = (text: string): number => Math.max(0, ...(text.match(/`+/g) ?? []).map(({ length }) => length))

/** Prose that its author wrote with code spans in mind: backticks stay, the rest is escaped. */
export function prose(value: unknown): string {
  return String(value ?? '')
    .replace(/\r\n?|\n/g, ' ')
    .split(/(`[^`]+`)/)
    .map((part, i) => (i % 2 === 1 ? part : part.replace(/[\\`*_[\]<>|]/g, '\\$&')))
    .join('')
    .replace(/^\s*(?:[#+-]|\d+[.)](?=\s))/, (mark) => mark.replace(/[#+.)-]/, '\\$&'))
}

const raw = (text: string) => new markdown.SafeString(text)
markdown.registerHelper('md', (value: unknown) => raw(escapeMarkdown(value)))
markdown.registerHelper('code', (value: unknown) => raw(code(value)))
markdown.registerHelper('prose', (value: unknown) => raw(prose(value)))
markdown.registerHelper('promql', (value: unknown) => raw(fenced(value, 'promql')))
markdown.registerHelper('sh', (value: unknown) => raw(fenced(value, 'sh')))
markdown.registerHelper('inc', (value: number) => value + 1)

export function render(name: string, context: object): string {
  const known = compiled.get(name) ?? template(name)
  compiled.set(name, known)
  return `${known(context, { allowProtoPropertiesByDefault: false }).trimEnd()}\n`
}
