/** The real promtool reads what every target exposes. */
import { expect, test } from 'vitest'
import { exposition } from '../../../generators/simulate/exposition.ts'
import { promtool } from '../../support/promtool.ts'
import { modelWith, names, since, systemNamed } from '../../support/simulated.ts'

test.each(names)('promtool accepts each target of %s, but for names that the definitions allow', async (name) => {
  const model = modelWith(await systemNamed(name))
  for (const place of model.places) {
    const families = model.scrape(place, { time: since + 3600, episodes: [] }) ?? []
    const { code, output } = await promtool(['check', 'metrics'], { input: await exposition(families) })
    expect(code === 0 || code === 3, `${place.job}: ${output}`).toBe(true)
    const { exposes, renames } = place.target
    const allowed = exposes.filter(({ data }) => Object.keys(data.allow ?? {}).length > 0).map(({ data }) => data.name)
    const found = output.split('\n').flatMap((line) => (line === '' ? [] : [line.split(' ')[0] ?? '']))
    expect(
      found.filter((one) => ![...allowed, ...Object.keys(renames)].includes(one)),
      place.job,
    ).toEqual([])
  }
})

test('label values and help are escaped', async () => {
  const labels = { path: 'C:\\temp "new"\nline' }
  const text = await exposition([
    { name: 'x', help: 'A \\ b.', type: 'gauge', samples: [{ name: 'x', labels, value: 1 }] },
  ])
  expect(text).toBe('# HELP x A \\\\ b.\n# TYPE x gauge\nx{path="C:\\\\temp \\"new\\"\\nline"} 1\n')
})
