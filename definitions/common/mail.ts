/** Telling people by mail, through a relay in the application's own network which asks for no password. */
import { email, type Integration, type Receiver, receiver } from 'plimsoll'

/** `const mailTo = mailOf('pybase.example')`, and `mailTo('oncall')` is a mail to `oncall@pybase.example`. */
export const mailOf =
  (domain: string) =>
  (name: string): Integration =>
    email({
      to: [`${name}@${domain}`],
      from: `alertmanager@${domain}`,
      smarthost: 'mail:25',
      requireTls: false,
    })

/** A receiver of that name who gets mail and nothing else. */
export const mailed =
  (domain: string) =>
  (name: string): Receiver =>
    receiver(name, mailOf(domain)(name))

export const relayNeeds = [
  'A mail relay is at `mail`, port 25, in the network of the application, and takes mail from Alertmanager without a ' +
    'password; until then nobody is told of anything, and NotificationsFailing fires.',
]
