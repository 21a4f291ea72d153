/** The real Alertmanager with what is generated: who is told, of what, and who keeps still. */
import { mkdirSync, writeFileSync } from 'node:fs'
import {
  alerting,
  count,
  email,
  eq,
  gt,
  nobody,
  receiver,
  route,
  type SecretFile,
  seconds,
  slack,
  sum,
  webhook,
} from 'plimsoll'
import { expect, test } from 'vitest'
import { above, filesOf, watchdog, withAlerting } from '../../../support/alerting.ts'
import { startAlertmanager, until } from '../../../support/alertmanager.ts'
import { inFolder } from '../../../support/folder.ts'
import { httpSink, mailSink } from '../../../support/sinks.ts'
import { alarm, connections, systemFrom, up } from '../../../support/system.ts'

const down = alarm(eq(up, 0), { severity: 'critical' }, 'Down')
const worse = above(9, { severity: 'critical' }, 'Worse')
const bad = above(5, { severity: 'warning' }, 'Bad')
const rules = [watchdog, down, worse, bad, alarm(gt(sum(connections), count(1)), { severity: 'info' }, 'Note')]

const firing = (alertname: string, severity: string, more: object = {}) => ({
  labels: { alertname, severity, team: 'us', system: 'demo', job: 'app', instance: 'app:8000', pool: 'read', ...more },
  annotations: { summary: `${alertname} it is.`, description: 'A & B.', runbook_url: 'https://r.example/r' },
})

test('each severity arrives where it is routed, and nothing of what others keep still', async () => {
  const [http, smtp] = [await httpSink(), await mailSink()]
  try {
    await inFolder({ 'slack-url': `http://127.0.0.1:${http.port}/slack`, token: 'let-me-in' }, async (folder) => {
      const file = (name: string) => `${folder}/${name}` as SecretFile
      const oncall = receiver('oncall', slack({ urlFile: file('slack-url'), channel: '#alerts' }))
      const relay = { from: 'am@example.org', smarthost: `127.0.0.1:${smtp.port}`, requireTls: false }
      const desk = receiver('desk', email({ to: ['desk@example.org'], ...relay }))
      const hook = receiver('hook', webhook({ url: `http://127.0.0.1:${http.port}/hook`, tokenFile: file('token') }))
      const soon = { wait: seconds(1) }
      const routes = [
        route({ severity: 'none' }, nobody),
        route({ severity: 'critical' }, oncall, soon),
        route({ severity: 'warning' }, desk, soon),
        route({ severity: 'info' }, hook, soon),
      ]
      const tree = alerting({ routes, otherwise: desk })
      const system = await systemFrom(withAlerting({ tree, rules, externalLabels: { system: 'demo' } }))
      mkdirSync(`${folder}/alertmanager/templates`, { recursive: true })
      for (const [path, text] of Object.entries(filesOf(system))) writeFileSync(`${folder}/${path}`, text)

      const running = await startAlertmanager(folder)
      try {
        await running.send([
          firing('Watchdog', 'none'),
          firing('Worse', 'critical'),
          firing('Bad', 'warning'),
          firing('Bad', 'warning', { pool: 'write' }),
          firing('Note', 'info'),
        ])
        await until(() => http.received.length >= 2 && smtp.received.length >= 1)
        // the worse line of the same pool keeps it still, and the other pool does not
        expect(await running.inhibited()).toEqual(['Bad'])

        const slackMessage = http.received.find(({ path }) => path === '/slack')
        expect(JSON.parse(slackMessage?.body ?? '{}')).toMatchObject({
          channel: '#alerts',
          attachments: [
            {
              title: '[FIRING:1] Worse (demo)',
              color: 'danger',
              text: expect.stringMatching(
                /^\*Worse it is\.\*\nA &amp; B\.\n(?:.*\n)*<https:\/\/r\.example\/r\|Runbook>/,
              ),
            },
          ],
        })
        const hooked = http.received.find(({ path }) => path === '/hook')
        expect(hooked?.authorization).toBe('Bearer let-me-in')
        expect(JSON.parse(hooked?.body ?? '{}')).toMatchObject({
          status: 'firing',
          commonLabels: { alertname: 'Note' },
        })

        const [letter] = smtp.received
        expect(letter?.path).toBe('desk@example.org')
        expect(letter?.body).toMatch(/^Subject: \[FIRING:1\] Bad: Bad it is\. \(demo\)\r$/m)
        expect(letter?.body).toContain('text/plain')
        expect(letter?.body).toContain('<h3>Bad it is.</h3>')
        expect(letter?.body).toContain('<td>pool</td><td>write</td>')
        expect(letter?.body).not.toContain('<td>pool</td><td>read</td>')

        await running.send([firing('Down', 'critical')])
        await until(async () => (await running.inhibited()).length === 4)
        expect(await running.inhibited()).toEqual(['Bad', 'Bad', 'Note', 'Worse'])
      } finally {
        await running.stop()
      }
    })
  } finally {
    await Promise.all([http.stop(), smtp.stop()])
  }
})
