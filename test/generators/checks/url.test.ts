/** URLs end up in annotations, which are templates, in documents, and in the environment of containers. */
import { count, gt, type Integration, pagerduty, receiver, secret, webhook } from 'plimsoll'
import { describe, expect, test } from 'vitest'
import { withAlerting } from '../../support/alerting.ts'
import { alarm, connections, type Parts, problemsOf } from '../../support/system.ts'

type Place = (url: string) => Parts
const told = (name: string, by: Integration) => withAlerting({ otherwise: receiver(name, by) })

/** Every field that holds a URL, and what its problem is told of. */
const places: readonly (readonly [where: string, place: Place, missing: string])[] = [
  [
    'system/schema demo: grafana',
    (grafana) => ({ grafana }),
    'grafana is the URL at which Grafana is reached, and begins with http:// or https://',
  ],
  [
    'system/schema demo: runbooks',
    (runbooks) => ({ runbooks }),
    'runbooks is the URL of a folder, and begins with http:// or https://',
  ],
  [
    'system/schema demo: remoteWrite.0.url',
    (url) => ({ remoteWrite: [{ url }] }),
    'remote write needs a URL that begins with http:// or https://',
  ],
  [
    'alert/schema Trouble: links.docs',
    (docs) => ({ rules: [alarm(gt(connections, count(5)), { links: { docs } })] }),
    'a link is a URL that begins with http:// or https://',
  ],
  [
    'receiver/schema hook: integrations.0.url',
    (url) => told('hook', webhook({ url })),
    'it is a URL that begins with http:// or https://',
  ],
  [
    'receiver/schema pager: integrations.0.url',
    (url) => told('pager', pagerduty({ routingKeyFile: secret('key'), url })),
    'it is a URL that begins with http:// or https://',
  ],
]

const user = 'a URL holds no user and no password; give them by file'
const template = 'it holds a template; write plain text'
const unsafe = 'a URL has no spaces, quotes or brackets; write them as %20, %22, %3C'

describe.each(places)('%s', (where, place, missing) => {
  test.each([
    ['somewhere', missing],
    ['', missing],
    ['javascript:alert(1)', missing],
    ['file:///etc/passwd', missing],
    ['//h/', missing],
    ['http://', missing],
    ['https://h:port/', missing],
    [' https://h/', missing],
    ['https://u:hunter2@h/', user],
    ['https://u@h/', user],
    ['https://u:a/b@h/', user],
    ['https://h/"}}{{ query', template],
    ['https://h/{{ .Labels.pool }}', template],
    ['https://h/\n', unsafe],
    ['https://h/ x', unsafe],
    ['https://h/>', unsafe],
    ['https://h/|', unsafe],
    ["https://h/'", unsafe],
    ['https://h/\\x', unsafe],
    ['https://h/\u2028', unsafe],
  ])('is not %j', async (url, problem) => {
    expect(await problemsOf(place(url))).toEqual([`${where}: ${problem}`])
  })

  test.each(['http://localhost:3000', 'https://h/d/x?a={b}&c=%22#d', 'https://h:80/a@b', 'http://[::1]:9090/'])(
    'may be %j',
    async (url) => {
      expect(await problemsOf(place(url))).toEqual([])
    },
  )
})
