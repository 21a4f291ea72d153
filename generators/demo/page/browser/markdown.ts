/** Markdown as elements, without any HTML; what is not known here stands as it was written. */
import { lexer, type Token, type Tokens } from 'marked'
import { type Child, h } from './dom.ts'

/** `top` is the level of the highest heading. */
export const markdown = (text: string, top = 4): Child[] => lexer(text).map((token) => block(token, top))

function block(token: Token, top: number): Child {
  switch (token.type) {
    case 'space':
      return undefined
    case 'heading':
      return h(`h${Math.min(top + token.depth - 1, 6)}` as 'h2', {}, ...inline(token.tokens))
    case 'paragraph':
      return h('p', {}, ...inline(token.tokens))
    case 'text':
      return token.tokens ? h('span', {}, ...inline(token.tokens)) : token.text
    case 'list':
      return list(token as Tokens.List, top)
    case 'code':
      return h('pre', { tabindex: 0 }, h('code', {}, token.text))
    case 'table':
      return table(token as Tokens.Table)
    case 'html':
      // the line that says what a file was generated from
      return token.text.startsWith('<!--') ? undefined : h('p', {}, token.raw)
    default:
      return h('p', {}, token.raw)
  }
}

const list = ({ ordered, start, items }: Tokens.List, top: number): HTMLElement =>
  h(
    ordered ? 'ol' : 'ul',
    { start: ordered && start !== '' && start !== 1 ? start : undefined },
    ...items.map(({ tokens }) => h('li', {}, ...tokens.map((token) => block(token, top)))),
  )

const table = ({ header, rows }: Tokens.Table): HTMLElement =>
  h(
    'table',
    {},
    h('thead', {}, h('tr', {}, ...header.map(({ tokens }) => h('th', { scope: 'col' }, ...inline(tokens))))),
    h('tbody', {}, ...rows.map((cells) => h('tr', {}, ...cells.map(({ tokens }) => h('td', {}, ...inline(tokens)))))),
  )

function inline(tokens: readonly Token[] = []): Child[] {
  return tokens.map((token) => {
    switch (token.type) {
      case 'text':
        return token.tokens ? h('span', {}, ...inline(token.tokens)) : token.text
      case 'escape':
        return token.text
      case 'codespan':
        return h('code', {}, token.text)
      case 'strong':
      case 'em':
        return h(token.type, {}, ...inline(token.tokens))
      case 'link':
        return h('a', { href: token.href }, ...inline(token.tokens))
      case 'br':
        return h('br')
      default:
        return token.raw
    }
  })
}
