/** What the real promtool says of what is generated, on a machine that has none of the secrets. */
import { secret } from 'plimsoll'
import { expect, test } from 'vitest'
import { prometheus } from '../../../generators/outputs/prometheus/index.ts'
import { promtoolFindings } from '../../../generators/tools/promtool.ts'
import { systemFrom } from '../../support/system.ts'

const files = async () =>
  prometheus(
    await systemFrom({
      app: { authorization: { credentialsFile: secret('token') }, tls: { caFile: secret('ca') } },
      remoteWrite: [{ url: 'https://a.example/', authorization: { username: 'me', passwordFile: secret('remote') } }],
    }),
  )

test('secrets that are on another machine are no finding', async () => {
  expect(await promtoolFindings(await files())).toMatchObject({ ran: true, findings: [] })
})

test('what Prometheus would not read is one', async () => {
  const broken = (await files()).map((file) => ({ ...file, text: file.text.replace('rule_files:', 'rules:') }))
  const { findings } = await promtoolFindings(broken)
  expect(findings).toEqual([expect.stringMatching(/^promtool check config: [\s\S]*field rules not found/)])
})
