/** The application is scraped in one of two ways, and never in both: with either, the system is whole. */
import { afterEach, describe, expect, test, vi } from 'vitest'
import { parse } from 'yaml'
import { shiaChatbot } from '../../../definitions/shia-chatbot/index.ts'
import * as targets from '../../../definitions/shia-chatbot/targets.ts'
import { root } from '../../support/system.ts'

const { application, ways } = targets

/** Everything anew, with the one constant changed. */
async function scrapedBy(way: keyof typeof ways) {
  vi.resetModules()
  vi.doMock('../../../definitions/shia-chatbot/targets.ts', async (original) => {
    const { ways: again, ...others } = await original<typeof targets>()
    return { ...others, ways: again, application: again[way] }
  })
  const [{ shiaChatbot: system }, { always }, { check }, { load }, { render }, { validateAll }] = await Promise.all([
    import('../../../definitions/shia-chatbot/index.ts'),
    import('../../../definitions/index.ts'),
    import('../../../generators/checks/index.ts'),
    import('../../../generators/load/load.ts'),
    import('../../../generators/outputs/index.ts'),
    import('../../../generators/validate.ts'),
  ])
  const { systems, problems } = await load({ systems: [system], always, root })
  const [loaded] = systems
  if (!loaded) throw new Error(problems.map(({ message }) => message).join('\n'))
  const files = render(loaded)
  validateAll(files)
  return { problems: [...problems, ...check(loaded)], files }
}

afterEach(() => {
  vi.doUnmock('../../../definitions/shia-chatbot/targets.ts')
  vi.resetModules()
})

describe.each([
  ['replicas', 'fastapi-queue-system'],
  ['loadBalancer', 'fastapi-via-nginx'],
] as const)('by %s', (way, job) => {
  test('it loads, is found clean, and scrapes the application in that way only', async () => {
    const { problems, files } = await scrapedBy(way)
    expect(problems).toEqual([])
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
