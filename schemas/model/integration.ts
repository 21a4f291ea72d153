/**
 * Integrations: the ways by which Alertmanager tells somebody. Their secrets are files.
 * https://prometheus.io/docs/alerting/latest/configuration/#receiver-integration-settings
 */
import { z } from 'zod'
import { publicUrl } from './fields.ts'
import { type SecretFile, secretFile } from './secret.ts'

/** What Alertmanager expands as a template, where plain text is meant. */
const plain = (missing: string) =>
  z
    .string(missing)
    .regex(/^[^\p{Cc}]*\S[^\p{Cc}]*$/u, missing)
    .refine((text) => !text.includes('{{'), 'it holds a template; write plain text')

const address = z
  .string('an address is written name@host')
  .regex(/^[^\s@<>,;"{}\p{Cc}]+@[^\s@<>,;"{}\p{Cc}]+$/u, 'an address is written name@host')
const url = publicUrl('it is a URL that begins with http:// or https://')

const common = { sendResolved: z.boolean().default(true) }
const noUser = 'a user name and the file of the password are given together'

const emailSchema = z
  .strictObject({
    type: z.literal('email'),
    ...common,
    to: z.array(address).min(1, 'an email goes to at least one address'),
    from: address,
    smarthost: z.string().regex(/^[\w.-]+:\d+$/, 'a mail server is given as host:port'),
    username: plain('a user name is text').optional(),
    passwordFile: secretFile.optional(),
    requireTls: z.boolean().default(true),
  })
  .refine(({ username, passwordFile }) => (username === undefined) === (passwordFile === undefined), noUser)

const slackSchema = z.strictObject({
  type: z.literal('slack'),
  ...common,
  urlFile: secretFile,
  channel: plain('a channel is text').optional(),
})

const pagerdutySchema = z.strictObject({
  type: z.literal('pagerduty'),
  ...common,
  routingKeyFile: secretFile,
  url: url.optional(),
})

const webhookSchema = z
  .strictObject({
    type: z.literal('webhook'),
    ...common,
    url: url.optional(),
    urlFile: secretFile.optional(),
    tokenFile: secretFile.optional(),
  })
  .refine(
    (webhook) => (webhook.url === undefined) !== (webhook.urlFile === undefined),
    'a webhook has either a url or, where the URL is a secret, a urlFile',
  )

const opsgenieSchema = z.strictObject({
  type: z.literal('opsgenie'),
  ...common,
  apiKeyFile: secretFile,
  url: url.optional(),
  teams: z.array(plain('a team has a name')).default([]),
})

const msTeamsSchema = z.strictObject({ type: z.literal('msTeams'), ...common, urlFile: secretFile })
const discordSchema = z.strictObject({ type: z.literal('discord'), ...common, urlFile: secretFile })

const telegramSchema = z.strictObject({
  type: z.literal('telegram'),
  ...common,
  botTokenFile: secretFile,
  chatId: z.int('a chat is given by its number').refine((id) => id !== 0, 'a chat is given by its number'),
})

export const integrationSchema = z.discriminatedUnion(
  'type',
  [
    emailSchema,
    slackSchema,
    pagerdutySchema,
    webhookSchema,
    opsgenieSchema,
    msTeamsSchema,
    discordSchema,
    telegramSchema,
  ],
  'an integration is made by email(), slack(), pagerduty(), webhook(), opsgenie(), msTeams(), discord() or telegram()',
)
export type IntegrationData = z.infer<typeof integrationSchema>
export type IntegrationType = IntegrationData['type']

/** One way of telling somebody; a part of a receiver. */
export type Integration = IntegrationData

interface Common {
  /** Whether it is also told when an alert is over; it is if left out. */
  readonly sendResolved?: boolean
}

const make =
  <T extends IntegrationType, D extends Common>(type: T) =>
  (definition: D): Integration =>
    Object.freeze({ type, sendResolved: true, ...definition }) as unknown as Integration

export interface Email extends Common {
  readonly to: readonly string[]
  readonly from: string
  /** The mail server, as `host:port`. */
  readonly smarthost: string
  readonly username?: string
  readonly passwordFile?: SecretFile
  /** Whether the mail server must speak TLS; it must if left out. */
  readonly requireTls?: boolean
}
/** `email_configs`: `email({ to: ['ops@example.org'], from: 'alertmanager@example.org', smarthost: 'smtp:587' })`. */
export const email: (definition: Email) => Integration = make('email')

export interface Slack extends Common {
  /** The file that holds the URL of the incoming webhook. */
  readonly urlFile: SecretFile
  /** Another channel than the webhook's own. */
  readonly channel?: string
}
/** `slack_configs`: `slack({ urlFile: secret('slack-url'), channel: '#alerts' })`. */
export const slack: (definition: Slack) => Integration = make('slack')

export interface Pagerduty extends Common {
  /** The file that holds the integration key of the Events API v2. */
  readonly routingKeyFile: SecretFile
  /** Another region: `https://events.eu.pagerduty.com/v2/enqueue`. */
  readonly url?: string
}
/** `pagerduty_configs`: `pagerduty({ routingKeyFile: secret('pagerduty-routing-key') })`. */
export const pagerduty: (definition: Pagerduty) => Integration = make('pagerduty')

/** A URL that everyone may read, or the file that holds it. */
export type Webhook = Common & {
  /** The file that holds a bearer token. */
  readonly tokenFile?: SecretFile
} & ({ readonly url: string; readonly urlFile?: never } | { readonly urlFile: SecretFile; readonly url?: never })
/** `webhook_configs`: `webhook({ url: 'http://relay:8080/alerts', tokenFile: secret('relay-token') })`; `urlFile` since 0.26. */
export const webhook: (definition: Webhook) => Integration = make('webhook')

export interface Opsgenie extends Common {
  readonly apiKeyFile: SecretFile
  /** Another region: `https://api.eu.opsgenie.com/`. */
  readonly url?: string
  /** Teams that are notified; as the integration is set up in Opsgenie if left out. */
  readonly teams?: readonly string[]
}
/** `opsgenie_configs`: `opsgenie({ apiKeyFile: secret('opsgenie-api-key') })`. */
export const opsgenie: (definition: Opsgenie) => Integration = make('opsgenie')

export interface MsTeams extends Common {
  /** The file that holds the URL of the workflow. */
  readonly urlFile: SecretFile
}
/** `msteamsv2_configs`, for workflows, since the connectors of Microsoft 365 are retired: `msTeams({ urlFile: secret('teams-url') })`; since 0.28. */
export const msTeams: (definition: MsTeams) => Integration = make('msTeams')

export interface Discord extends Common {
  /** The file that holds the URL of the channel's webhook. */
  readonly urlFile: SecretFile
}
/** `discord_configs`: `discord({ urlFile: secret('discord-url') })`; the URL by file since 0.28. */
export const discord: (definition: Discord) => Integration = make('discord')

export interface Telegram extends Common {
  readonly botTokenFile: SecretFile
  /** The number of the chat; groups have negative ones. */
  readonly chatId: number
}
/** `telegram_configs`: `telegram({ botTokenFile: secret('telegram-bot-token'), chatId: -100123 })`; the token by file since 0.26. */
export const telegram: (definition: Telegram) => Integration = make('telegram')
