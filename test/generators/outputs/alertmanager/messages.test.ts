/** What people read: each channel shows the alert, its links, and nothing that a label could smuggle in as markup. */
import { describe, expect, test } from 'vitest'
import { filesOf, withAlerting } from '../../../support/alerting.ts'
import { amtool } from '../../../support/amtool.ts'
import { inFolder } from '../../../support/folder.ts'
import { systemFrom } from '../../../support/system.ts'

const odd = `<b>&"c" *x* [y](z) | \`d\` @all`
const firing = {
  status: 'firing',
  labels: { alertname: 'DiskFull', path: odd },
  annotations: {
    summary: 'A disk is < 5 % free.',
    description: 'Only 1% of / & more.',
    runbook_url: 'https://r.example/a?b=1&c=(d)',
    dashboard_url: 'https://g.example/d/x',
  },
  startsAt: '2030-01-01T00:00:00Z',
  endsAt: '0001-01-01T00:00:00Z',
}
const plain = { ...firing, labels: { alertname: 'DiskFull', path: '/b' } }
const bare = { ...plain, annotations: { summary: 'It is.', description: 'So it is.' } }
const over = { ...bare, status: 'resolved', endsAt: '2030-01-01T01:00:00Z' }

/** A notification as Alertmanager hands it to a template. */
const notification = (alerts: readonly object[], more: object = {}) => ({
  receiver: 'them',
  status: 'firing',
  alerts,
  groupLabels: { alertname: 'DiskFull' },
  commonLabels: { alertname: 'DiskFull', severity: 'critical', system: 'shop' },
  commonAnnotations: { summary: 'A disk is < 5 % free.' },
  externalURL: 'http://am:9093',
  ...more,
})

async function render(name: string, data: object, type: 'text' | 'html' = 'text'): Promise<string> {
  const files = filesOf(await systemFrom(withAlerting()))
  return inFolder({ ...files, 'data.json': JSON.stringify(data) }, async (cwd) => {
    const args = [
      '--template.glob=alertmanager/templates/*.tmpl',
      `--template.type=${type}`,
      `--template.text={{ template "plimsoll.${name}" . }}`,
      '--template.data=data.json',
    ]
    const { code, stdout, output } = await amtool(['template', 'render', ...args], { cwd })
    expect(code, output).toBe(0)
    return stdout
  })
}

describe('an alert', () => {
  test.each<[string, 'text' | 'html', readonly string[]]>([
    [
      'text',
      'text',
      [
        'A disk is < 5 % free.',
        'Only 1% of / & more.',
        'alertname: DiskFull',
        `path: ${odd}`,
        'Runbook: https://r.example/a?b=1&c=(d)',
        'Dashboard: https://g.example/d/x',
      ],
    ],
    [
      'slack',
      'text',
      [
        '*A disk is &lt; 5 % free.*',
        'Only 1% of / &amp; more.',
        '• alertname: DiskFull',
        '• path: &lt;b&gt;&amp;"c" *x* [y](z) | `d` @all',
        '<https://r.example/a?b=1&amp;c=(d)|Runbook> <https://g.example/d/x|Dashboard>',
      ],
    ],
    [
      'markdown',
      'text',
      [
        '**A disk is \\< 5 % free.**',
        '',
        'Only 1% of / & more.',
        '',
        '- alertname: DiskFull',
        '- path: \\<b\\>&"c" \\*x\\* \\[y\\]\\(z\\) \\| \\`d\\` \\@all',
        '',
        '[Runbook](https://r.example/a?b=1&c=%28d%29) [Dashboard](https://g.example/d/x)',
      ],
    ],
    [
      'telegram',
      'html',
      [
        '<b>[FIRING:1] DiskFull: A disk is &lt; 5 % free. (shop)</b>',
        '',
        '<b>A disk is &lt; 5 % free.</b>',
        'Only 1% of / &amp; more.',
        'alertname: <code>DiskFull</code>',
        'path: <code>&lt;b&gt;&amp;&#34;c&#34; *x* [y](z) | `d` @all</code>',
        '<a href="https://r.example/a?b=1&amp;c=%28d%29">Runbook</a>',
        '<a href="https://g.example/d/x">Dashboard</a>',
      ],
    ],
  ])('as %s', async (name, type, expected) => {
    expect((await render(name, notification([firing]), type)).split('\n')).toEqual(expected)
  })

  test('as mail', async () => {
    const html = await render('html', notification([firing]), 'html')
    for (const part of [
      '<title>[FIRING:1] DiskFull: A disk is &lt; 5 % free. (shop)</title>',
      '<p>Only 1% of / &amp; more.</p>',
      '<td>path</td><td>&lt;b&gt;&amp;&#34;c&#34; *x* [y](z) | `d` @all</td>',
      '<a href="https://r.example/a?b=1&amp;c=%28d%29">Runbook</a> <a href="https://g.example/d/x">Dashboard</a>',
    ]) {
      expect(html).toContain(part)
    }
  })

  test('without links', async () => {
    for (const name of ['text', 'slack', 'markdown']) {
      expect(await render(name, notification([bare])), name).not.toMatch(/Runbook|Dashboard|[|]|\]\(/)
    }
  })

  test('whose link runs a script is no link in HTML', async () => {
    const evil = { ...plain, annotations: { ...plain.annotations, dashboard_url: 'javascript:alert(1)' } }
    for (const name of ['html', 'telegram']) {
      expect(await render(name, notification([evil]), 'html'), name).not.toContain('javascript:')
    }
  })
})

describe('several alerts', () => {
  test('stand below each other, and those that are over at the end', async () => {
    const text = await render('text', notification([over, plain, bare]))
    expect(text.match(/^(path: \/b|Resolved:|A disk.+|It is\.)$/gm)).toEqual([
      'A disk is < 5 % free.',
      'path: /b',
      'It is.',
      'path: /b',
      'Resolved:',
      'It is.',
      'path: /b',
    ])
  })

  test.each(['slack', 'markdown'])('%s says what is over, and nothing of it where nothing is', async (name) => {
    expect(await render(name, notification([plain, over]))).toContain('Resolved:')
    expect(await render(name, notification([plain]))).not.toContain('Resolved')
  })
})

describe('the title', () => {
  const both = notification([plain, bare])
  test.each<[string, object, string]>([
    ['title', both, '[FIRING:2] DiskFull: A disk is < 5 % free. (shop)'],
    ['title', { ...both, status: 'resolved' }, '[RESOLVED] DiskFull: A disk is < 5 % free. (shop)'],
    [
      'title',
      { ...both, commonLabels: {}, commonAnnotations: {}, groupLabels: { a: 'x', b: odd } },
      `[FIRING:2] x ${odd}`,
    ],
    ['slack.title', both, '[FIRING:2] DiskFull (shop)'],
    ['slack.title', { ...both, commonLabels: {}, groupLabels: { a: '<!channel>' } }, '[FIRING:2] &lt;!channel&gt;'],
    ['markdown.title', { ...both, commonLabels: {}, groupLabels: { a: '**x**' } }, '[FIRING:2] \\*\\*x\\*\\*'],
  ])('%s of %j', async (name, data, expected) => {
    expect(await render(name, data)).toBe(expected)
  })
})

describe('how bad it is', () => {
  const of = (severity: string, status = 'firing') => notification([plain], { commonLabels: { severity }, status })
  test.each<[string, object, string]>([
    ['slack.color', of('critical'), 'danger'],
    ['slack.color', of('warning'), 'warning'],
    ['slack.color', of('info'), '#439fe0'],
    ['slack.color', of('critical', 'resolved'), 'good'],
    ['pagerduty.severity', of('critical'), 'critical'],
    ['pagerduty.severity', of('info'), 'info'],
    ['pagerduty.severity', of('none'), 'error'],
    ['opsgenie.priority', of('critical'), 'P1'],
    ['opsgenie.priority', of('warning'), 'P3'],
    ['opsgenie.priority', of('info'), 'P5'],
  ])('%s of %j', async (name, data, expected) => {
    expect(await render(name, data)).toBe(expected)
  })
})
