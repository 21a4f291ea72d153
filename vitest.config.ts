import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** What takes long, most of it waiting for real programs, begins first, so that nothing is left to wait for in the end. */
const long = [
  'test/generators/proof/mutation',
  'test/live/',
  'test/generators/start',
  'test/generators/demo/',
  'test/generators/proof/',
]

const rank = ({ moduleId }: TestSpecification): number => {
  const place = long.findIndex((part) => moduleId.includes(part))
  return place === -1 ? long.length : place
}

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return files.toSorted((a, b) => rank(a) - rank(b))
  }
}

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    env: { NO_COLOR: '1' },
    // more than there are cores, since many of them wait
    maxWorkers: 3,
    sequence: { sequencer: LongestFirst },
  },
})
