import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    env: { NO_COLOR: '1' },
    // one for each of two cores, where Vitest leaves one free: many tests wait for other programs
    maxWorkers: 2,
  },
})
