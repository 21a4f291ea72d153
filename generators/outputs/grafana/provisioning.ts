/**
 * Data sources and dashboards that Grafana loads at its start.
 * https://grafana.com/docs/grafana/latest/administration/provisioning/
 */
import { addressesOf } from '../../facts/addresses.ts'
import type { System } from '../../load/system.ts'
import { type OutputFile, origin, yamlFile } from '../file.ts'
import { spanText } from './span.ts'

export function provisioning(system: System): OutputFile[] {
  return [
    yamlFile({
      path: `${system.name}/grafana/provisioning/datasources/datasources.yml`,
      schema: 'grafana-datasources',
      value: datasources(system),
      origin: origin(system),
      comments: [
        {
          path: ['deleteDatasources'],
          text: 'A data source whose uid has changed would keep Grafana from starting; so it is made anew.',
        },
      ],
    }),
    yamlFile({
      path: `${system.name}/grafana/provisioning/dashboards/dashboards.yml`,
      schema: 'grafana-providers',
      value: providers(system),
      origin: origin(system),
    }),
  ]
}

/** Grafana replaces `$NAME` in these files. */
const literal = (text: string): string => text.replaceAll('$', '$$$$')

/** Where the system's own Prometheus is scraped, or else where Compose runs it. */
function prometheusOf({ data, targets }: System): string {
  const own = targets.find((target) => target.data.name === 'prometheus')
  return (own && addressesOf(own.data, data.addressing)[0]) ?? 'prometheus:9090'
}

function datasources(system: System): object {
  const { data } = system
  const [alertmanager] = data.alertmanagers
  const sources = [
    {
      name: 'Prometheus',
      uid: 'prometheus',
      type: 'prometheus',
      access: 'proxy',
      orgId: 1,
      url: `http://${prometheusOf(system)}`,
      isDefault: true,
      editable: false,
      version: 1,
      jsonData: {
        httpMethod: 'POST',
        // the scrape interval, from which Grafana reckons $__rate_interval
        timeInterval: spanText(data.scrapeInterval),
        prometheusType: 'Prometheus',
        manageAlerts: true,
        ...(alertmanager && { alertmanagerUid: 'alertmanager' }),
      },
    },
    ...(alertmanager
      ? [
          {
            name: 'Alertmanager',
            uid: 'alertmanager',
            type: 'alertmanager',
            access: 'proxy',
            orgId: 1,
            url: `http://${alertmanager}`,
            isDefault: false,
            editable: false,
            version: 1,
            jsonData: { implementation: 'prometheus', handleGrafanaManagedAlerts: false },
          },
        ]
      : []),
  ]
  return {
    apiVersion: 1,
    prune: true,
    deleteDatasources: sources.map(({ name, orgId }) => ({ name, orgId })),
    datasources: sources,
  }
}

const providers = (system: System): object => ({
  apiVersion: 1,
  providers: [
    {
      name: system.name,
      orgId: 1,
      folder: literal(system.data.title),
      folderUid: system.name.slice(0, 40),
      type: 'file',
      disableDeletion: false,
      allowUiUpdates: false,
      updateIntervalSeconds: 30,
      options: { path: '/var/lib/grafana/dashboards' },
    },
  ],
})
