/** Each way of telling somebody, as Alertmanager reads it, and no secret in it but the path of its file. */
import {
  discord,
  email,
  type Integration,
  msTeams,
  opsgenie,
  pagerduty,
  receiver,
  secret,
  slack,
  telegram,
  webhook,
} from 'plimsoll'
import { describe, expect, test } from 'vitest'
import { configOf, everyone, filesOf, quiet, withAlerting } from '../../../support/alerting.ts'
import { systemFrom } from '../../../support/system.ts'

const message = (name: string, of = '.') => `{{ template "plimsoll.${name}" ${of} }}`

describe('each way of telling somebody', () => {
  const first = async (integrations: readonly [Integration, ...Integration[]], alertmanager?: string) => {
    const otherwise = receiver('them', ...integrations)
    const { receivers } = await configOf(withAlerting({ otherwise, ...(alertmanager && { alertmanager }) }))
    return receivers[0]
  }

  test.each<[string, Integration, string | undefined, object]>([
    [
      'email through a relay',
      email({
        to: ['a@example.org', 'b@example.org'],
        from: 'am@example.org',
        smarthost: 'mail:25',
        requireTls: false,
      }),
      undefined,
      {
        email_configs: [
          {
            send_resolved: true,
            to: 'a@example.org, b@example.org',
            from: 'am@example.org',
            smarthost: 'mail:25',
            require_tls: false,
            headers: { Subject: message('title') },
            html: message('html'),
            text: message('text'),
          },
        ],
      },
    ],
    [
      'Slack',
      slack({ urlFile: secret('slack-url'), channel: '#alerts' }),
      undefined,
      {
        slack_configs: [
          {
            send_resolved: true,
            api_url_file: '/run/secrets/slack-url',
            channel: '#alerts',
            color: message('slack.color'),
            fallback: message('slack.title'),
            title: message('slack.title'),
            text: message('slack'),
          },
        ],
      },
    ],
    [
      'PagerDuty',
      pagerduty({ routingKeyFile: secret('pagerduty-key'), url: 'https://events.eu.pagerduty.com/v2/enqueue' }),
      undefined,
      {
        pagerduty_configs: [
          {
            send_resolved: true,
            routing_key_file: '/run/secrets/pagerduty-key',
            url: 'https://events.eu.pagerduty.com/v2/enqueue',
            description: message('title'),
            severity: message('pagerduty.severity'),
            details: {
              firing: message('text.alerts', '.Alerts.Firing'),
              resolved: message('text.alerts', '.Alerts.Resolved'),
            },
          },
        ],
      },
    ],
    [
      'a webhook',
      webhook({ url: 'http://relay:8080/alerts?to=a&b', tokenFile: secret('relay'), sendResolved: false }),
      undefined,
      {
        webhook_configs: [
          {
            send_resolved: false,
            url: 'http://relay:8080/alerts?to=a&b',
            http_config: { authorization: { type: 'Bearer', credentials_file: '/run/secrets/relay' } },
          },
        ],
      },
    ],
    [
      'a webhook whose URL is secret',
      webhook({ urlFile: '/etc/alertmanager/hook' }),
      '0.26',
      { webhook_configs: [{ send_resolved: true, url_file: '/etc/alertmanager/hook' }] },
    ],
    [
      'Opsgenie',
      opsgenie({ apiKeyFile: secret('opsgenie'), url: 'https://api.eu.opsgenie.com/', teams: ['Night Shift'] }),
      undefined,
      {
        opsgenie_configs: [
          {
            send_resolved: true,
            api_key_file: '/run/secrets/opsgenie',
            api_url: 'https://api.eu.opsgenie.com/',
            message: message('title'),
            description: message('text'),
            priority: message('opsgenie.priority'),
            responders: [{ name: 'Night Shift', type: 'team' }],
          },
        ],
      },
    ],
    [
      'Teams',
      msTeams({ urlFile: secret('teams-url') }),
      '0.28',
      {
        msteamsv2_configs: [
          {
            send_resolved: true,
            webhook_url_file: '/run/secrets/teams-url',
            title: message('markdown.title'),
            text: message('markdown'),
          },
        ],
      },
    ],
    [
      'Discord',
      discord({ urlFile: secret('discord-url') }),
      '0.28',
      {
        discord_configs: [
          {
            send_resolved: true,
            webhook_url_file: '/run/secrets/discord-url',
            title: message('markdown.title'),
            message: message('markdown'),
          },
        ],
      },
    ],
    [
      'Telegram',
      telegram({ botTokenFile: secret('telegram-token'), chatId: -1001 }),
      '0.26',
      {
        telegram_configs: [
          {
            send_resolved: true,
            bot_token_file: '/run/secrets/telegram-token',
            chat_id: -1001,
            parse_mode: 'HTML',
            message: message('telegram'),
          },
        ],
      },
    ],
  ])('%s', async (_, integration, release, expected) => {
    expect(await first([integration], release)).toEqual({ name: 'them', ...expected })
  })

  test('email with a password, by file', async () => {
    const given = {
      to: ['a@b.c'],
      from: 'am@b.c',
      smarthost: 'smtp:587',
      username: 'am',
      passwordFile: secret('smtp'),
    } as const
    expect(await first([email(given)])).toMatchObject({
      email_configs: [{ auth_username: 'am', auth_password_file: '/run/secrets/smtp', require_tls: true }],
    })
  })

  test('several of them, two of one kind', async () => {
    const all = await first([
      slack({ urlFile: secret('a') }),
      webhook({ url: 'http://b' }),
      slack({ urlFile: secret('c') }),
    ])
    expect(all).toMatchObject({
      slack_configs: [{ api_url_file: '/run/secrets/a' }, { api_url_file: '/run/secrets/c' }],
      webhook_configs: [{ url: 'http://b' }],
    })
  })
})

test('a channel keeps its characters', async () => {
  const channel = '#a: "b" \'c\' & <d> \\ # e'
  const { receivers } = await configOf(
    withAlerting({ otherwise: receiver('them', slack({ urlFile: secret('s'), channel })) }),
  )
  expect(receivers[0]).toMatchObject({ slack_configs: [{ channel }] })
})

test('nothing in the files but the path of a secret', async () => {
  const otherwise = receiver('them', slack({ urlFile: secret('slack-url') }), pagerduty({ routingKeyFile: '/etc/key' }))
  const text = Object.values(
    filesOf(await systemFrom(withAlerting({ otherwise, routes: [quiet, ...everyone.slice(1)] }))),
  ).join('')
  expect(text).toContain('api_url_file: /run/secrets/slack-url')
  expect(text).toContain('routing_key_file: /etc/key')
  expect(text).not.toMatch(/\b(api_url|routing_key|auth_password|bot_token|webhook_url|credentials|api_key):/)
})
