/** The real Alertmanager on loopback. */
import { freePort, needed, type Running, startServer } from './server.ts'

export interface Alertmanager extends Running {
  /** Sends alerts as Prometheus does. */
  readonly send: (alerts: readonly object[]) => Promise<void>
  /** Names of the alerts that others keep still. */
  readonly inhibited: () => Promise<string[]>
}

/** Starts it with `alertmanager/alertmanager.yml` of the folder, and waits until it is ready. */
export async function startAlertmanager(folder: string): Promise<Alertmanager> {
  const port = await freePort()
  const args = [
    `--config.file=${folder}/alertmanager/alertmanager.yml`,
    `--storage.path=${folder}/data`,
    `--web.listen-address=127.0.0.1:${port}`,
    '--cluster.listen-address=',
  ]
  const running = await startServer(needed('alertmanager'), args, {
    url: `http://127.0.0.1:${port}/-/ready`,
    cwd: folder,
  })
  return {
    ...running,
    send: async (alerts) => {
      const headers = { 'content-type': 'application/json' }
      const response = await fetch(`${running.url}/api/v2/alerts`, {
        method: 'POST',
        headers,
        body: JSON.stringify(alerts),
      })
      if (!response.ok) throw new Error(`alertmanager refuses the alerts: ${await response.text()}`)
    },
    inhibited: async () => {
      const response = await fetch(`${running.url}/api/v2/alerts?inhibited=true&active=false`)
      const alerts = (await response.json()) as { labels: { alertname: string }; status: { inhibitedBy: string[] } }[]
      return alerts
        .filter(({ status }) => status.inhibitedBy.length > 0)
        .map(({ labels }) => labels.alertname)
        .sort()
    },
  }
}

/** Waits for at most twenty seconds. */
export async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 200; tries++) {
    if (await holds()) return
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error('it did not happen within twenty seconds')
}
