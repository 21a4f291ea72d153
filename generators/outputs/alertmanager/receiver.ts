/** A receiver as Alertmanager reads it, with messages of ours. */
import type { IntegrationData, IntegrationType } from '../../../schemas/model/integration.ts'
import type { ReceiverData } from '../../../schemas/model/receiver.ts'

export function receiverConfig({ name, integrations }: ReceiverData): object {
  const kinds = [...new Set(integrations.map(({ type }) => type))]
  const configs = kinds.map((kind) => [
    sections[kind],
    integrations
      .filter(({ type }) => type === kind)
      .map((one) => ({ send_resolved: one.sendResolved, ...config(one) })),
  ])
  return { name, ...Object.fromEntries(configs) }
}

const sections: Readonly<Record<IntegrationType, string>> = {
  discord: 'discord_configs',
  email: 'email_configs',
  msTeams: 'msteamsv2_configs',
  opsgenie: 'opsgenie_configs',
  pagerduty: 'pagerduty_configs',
  slack: 'slack_configs',
  telegram: 'telegram_configs',
  webhook: 'webhook_configs',
}

const message = (name: string, of = '.'): string => `{{ template "plimsoll.${name}" ${of} }}`

function config(integration: IntegrationData): object {
  switch (integration.type) {
    case 'discord':
    case 'msTeams':
      return {
        webhook_url_file: integration.urlFile,
        title: message('markdown.title'),
        [integration.type === 'discord' ? 'message' : 'text']: message('markdown'),
      }
    case 'email':
      return email(integration)
    case 'opsgenie':
      return opsgenie(integration)
    case 'pagerduty':
      return {
        routing_key_file: integration.routingKeyFile,
        ...(integration.url && { url: integration.url }),
        description: message('title'),
        severity: message('pagerduty.severity'),
        details: {
          firing: message('text.alerts', '.Alerts.Firing'),
          resolved: message('text.alerts', '.Alerts.Resolved'),
        },
      }
    case 'slack':
      return {
        api_url_file: integration.urlFile,
        ...(integration.channel && { channel: integration.channel }),
        color: message('slack.color'),
        fallback: message('slack.title'),
        title: message('slack.title'),
        text: message('slack'),
      }
    case 'telegram':
      return {
        bot_token_file: integration.botTokenFile,
        chat_id: integration.chatId,
        parse_mode: 'HTML',
        message: message('telegram'),
      }
    case 'webhook':
      return webhook(integration)
  }
}

type Of<T extends IntegrationType> = Extract<IntegrationData, { type: T }>

function email({ to, from, smarthost, username, passwordFile, requireTls }: Of<'email'>): object {
  return {
    to: to.join(', '),
    from,
    smarthost,
    ...(username && { auth_username: username, auth_password_file: passwordFile }),
    require_tls: requireTls ?? true,
    headers: { Subject: message('title') },
    html: message('html'),
    text: message('text'),
  }
}

function opsgenie({ apiKeyFile, url, teams }: Of<'opsgenie'>): object {
  return {
    api_key_file: apiKeyFile,
    ...(url && { api_url: url }),
    message: message('title'),
    description: message('text'),
    priority: message('opsgenie.priority'),
    ...(teams && teams.length > 0 && { responders: teams.map((name) => ({ name, type: 'team' })) }),
  }
}

function webhook({ url, urlFile, tokenFile }: Of<'webhook'>): object {
  return {
    ...(url && { url }),
    ...(urlFile && { url_file: urlFile }),
    ...(tokenFile && { http_config: { authorization: { type: 'Bearer', credentials_file: tokenFile } } }),
  }
}
