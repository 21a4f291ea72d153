/** The application is scraped in one of two ways, and never in both: with either, the system is whole. */
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { always } from '../../../definitions/index.ts'
import { scrapedBy, shiaChatbot } from '../../../definitions/shia-chatbot/index.ts'
import { application, ways } from '../../../definitions/shia-chatbot/targets.ts'
import { check } from '../../../generators/checks/index.ts'
import { load } from '../../../generators/load/load.ts'
import { render } from '../../../generators/outputs/index.ts'
import { validateAll } from '../../../generators/validate.ts'
import { root } from '../../support/system.ts'

describe.each(Object.values(ways).map((way) => [way.job, way] as const))('by %s', (job, way) => {
  test('it loads, is found clean, and scrapes the application in that way only', async () => {
    const { systems, problems } = await load({ systems: [scrapedBy(way)], always, root })
    const [system] = systems
    if (!system) throw new Error(problems.map(({ message }) => message).join('\n'))
    expect([...problems, ...check(system)]).toEqual([])
    const files = render(system)
    validateAll(files)
    const config = files.find(({ path }) => path.endsWith('/prometheus.yml'))
    const { scrape_configs } = parse(config?.text ?? '') as { scrape_configs: readonly { job_name: string }[] }
    const names = scrape_configs.map(({ job_name }) => job_name)
    expect(names.filter((name) => name.startsWith('fastapi'))).toEqual([job])
  })
})

test('NGINX has the labels of the document', () => {
  const { labels, path, interval } = ways.loadBalancer.data
  expect({ labels, path, interval }).toEqual({
    labels: { service: 'fastapi', access: 'nginx-frontend' },
    path: '/metrics',
    interval: 15_000,
  })
})

test('the replicas are chosen', () => {
  expect(application).toBe(ways.replicas)
  expect(shiaChatbot.data.targets).toContain(ways.replicas)
  expect(shiaChatbot.data.targets).not.toContain(ways.loadBalancer)
})
