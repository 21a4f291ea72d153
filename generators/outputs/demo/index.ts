/** What the programs of the demo read otherwise than those of the stack: `demo/prometheus/prometheus.yml`, and Alertmanager's. */
import { type AlertmanagerConfig, toWebhooks } from '../../demo/webhooks.ts'
import { demonstrated, hasDemo, sinkUrl } from '../../facts/demo.ts'
import type { System } from '../../load/system.ts'
import { alertmanager } from '../alertmanager/index.ts'
import { type Output, type OutputFile, origin, yamlFile } from '../file.ts'
import { prometheus } from '../prometheus/index.ts'

export const demo: Output = (system) => (hasDemo(system.data) ? [scraping(system), ...telling(system)].flat() : [])

/** The same jobs, without credentials, TLS and remote storage. */
const scraping = (system: System): OutputFile[] =>
  prometheus(demonstrated(system)).map(({ value }) =>
    yamlFile({
      path: `${system.name}/demo/prometheus/prometheus.yml`,
      schema: 'prometheus',
      value,
      origin: origin(system),
    }),
  )

/** The same routes, with a webhook of the simulator in place of everybody who would be told. */
const telling = (system: System): OutputFile[] =>
  alertmanager(system)
    .filter(({ schema }) => schema === 'alertmanager')
    .map(({ value }) =>
      yamlFile({
        path: `${system.name}/demo/alertmanager/alertmanager.yml`,
        schema: 'alertmanager',
        value: toWebhooks(value as AlertmanagerConfig, sinkUrl, 1),
        origin: origin(system),
      }),
    )
