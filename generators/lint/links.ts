/** Links of a dashboard, of its panels and of their values. */
import type { Board, Panel } from './board.ts'
import { type Fields, fields, isBlank, list, show, text } from './json.ts'
import { overridesOf, standard } from './overrides.ts'
import { type DashboardRule, type FolderRule, type Said, say, sayIf } from './rule.ts'

interface Link {
  readonly raw: Fields
  readonly where: string
}

const linksOf = ({ raw, panels }: Board): Link[] => [
  ...list(raw.links).map((link) => ({ raw: fields(link), where: 'dashboard' })),
  ...panels.flatMap((panel) =>
    [panel.raw.links, standard(panel, 'links'), ...overridesOf(panel).map(({ values }) => values.get('links'))]
      .flatMap(list)
      .map((link) => ({ raw: fields(link), where: panel.where })),
  ),
]

/** The uid in `/d/uid/slug`, where a link leads to a dashboard. */
const uidIn = (url: string): string | undefined => /(?:^|[^/]\/|^\/)d\/([\w-]+)/.exec(url)?.[1]

const panelsIn = (url: string): string[] =>
  [...url.matchAll(/[?&](?:viewPanel|editPanel)=(?:panel-)?([^&#]*)/g)].map(([, id]) => id ?? '')

const hasPanel = (panels: readonly Panel[], id: string): boolean => panels.some(({ raw }) => String(raw.id) === id)

/** Whether a link leads to the dashboard itself: a relative one does, and one with its uid. */
const isOwn = (url: string, { uid }: Board): boolean => url.startsWith('?') || (uid !== '' && uidIn(url) === uid)

export const links: DashboardRule = {
  id: 'grafana/links',
  doc: `Every link has a title, and an address or tags; its scheme is http or https, or none, and a viewPanel in a link to the same
dashboard is the id of one of its panels. One that leads nowhere costs a minute when there is none.`,
  run: (board) =>
    linksOf(board).flatMap(({ raw, where }): Said[] => {
      const [url, name] = [text(raw.url), show(raw.title)]
      if (isBlank(raw.title)) return [say(where, 'has a link without a title; say where it leads')]
      if (raw.type === 'dashboards')
        return sayIf(list(raw.tags).length === 0, where, `has the link ${name} to dashboards without tags; name a tag`)
      if (url === '') return [say(where, `has the link ${name} without a url; write one`)]
      return [
        ...sayIf(!isAddress(url), where, `has the link ${name} to ${show(url)}; write https://…, or /d/uid`),
        ...(isOwn(url, board) ? panelsIn(url) : [])
          .filter((id) => !hasPanel(board.panels, id) && !id.includes('$'))
          .map((id) =>
            say(where, `has the link ${name} to panel ${show(id)}, which does not exist; correct the viewPanel`),
          ),
      ]
    }),
}

const isAddress = (url: string): boolean => /^(?:https?:\/\/[^\s/]+|\/(?!\/)|\?|\$\{)/.test(url) && !/\s/.test(url)

export const placement: DashboardRule = {
  id: 'grafana/placement',
  doc: `Links and annotations have no placement. Its only value, inControlsMenu, hides them in a menu since Grafana 12.3; without it they
stand above the dashboard, where somebody on call looks for them. Source: https://github.com/grafana/grafana/pull/112816`,
  run: (board) =>
    [...linksOf(board), ...board.annotations].flatMap(({ raw, where }) =>
      sayIf(
        Object.hasOwn(raw, 'placement'),
        where,
        `has a placement on ${show(raw.title ?? raw.name)}, which hides it in a menu; leave it out`,
      ),
    ),
}

export const target: FolderRule = {
  id: 'grafana/target',
  doc: `A link to another dashboard, written /d/uid, leads to one that is provisioned together with this one; a viewPanel in it is the id of one
of its panels, and each var-… one of its variables. Grafana answers "Dashboard not found", and ignores an unknown variable.`,
  run: (board, all) =>
    linksOf(board).flatMap(({ raw, where }) => {
      const url = text(raw.url)
      const uid = url.startsWith('?') ? board.uid : uidIn(url)
      if (uid === undefined || /^https?:/.test(url)) return []
      const other = all.find((one) => one.uid === uid)
      if (!other)
        return [
          say(
            where,
            `has the link ${show(raw.title)} to the dashboard ${show(uid)}, which does not exist; correct the uid`,
          ),
        ]
      return [...missingPanels(url, other, board), ...missingVariables(url, other)].map((message) =>
        say(where, message),
      )
    }),
}

const missingPanels = (url: string, other: Board, board: Board): string[] =>
  (isOwn(url, board) ? [] : panelsIn(url))
    .filter((id) => !hasPanel(other.panels, id) && !id.includes('$'))
    .map((id) => `leads to panel ${show(id)} of ${show(other.title)}, which does not exist; correct the viewPanel`)

const missingVariables = (url: string, other: Board): string[] =>
  [...url.matchAll(/[?&]var-([^=&#]+)/g)]
    .map(([, name]) => name ?? '')
    .filter((name) => !other.variables.some((variable) => variable.name === name))
    .map((name) => `sets the variable ${show(name)}, which ${show(other.title)} does not have; leave it out`)

export const unique: FolderRule = {
  id: 'grafana/unique',
  doc: `Of the dashboards of a folder, no two have one uid or one title. While two do, Grafana applies no change to any dashboard of the
provider, says so in its log only, and recovers when one is renamed. Source: takeAwayWritePermissions in Grafana's provisioning.`,
  run: (board, all) => {
    const before = all.slice(0, all.indexOf(board))
    const other = (key: 'uid' | 'title') => board[key] !== '' && before.some((one) => one[key] === board[key])
    return [
      ...sayIf(other('uid'), 'dashboard', `has the uid ${show(board.uid)}, as has another; take one of its own`),
      ...sayIf(other('title'), 'dashboard', `has the title ${show(board.title)}, as has another; rename one`),
    ]
  },
}
