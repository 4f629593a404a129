import { join } from 'node:path'
import { defineConfig } from 'vitest/config'

const root = join(import.meta.dirname, '..')
const setup = (name: string) => join(import.meta.dirname, 'setup', name)

const LIB = 'tests/lib/**/*.test.ts'

export default defineConfig({
  root,
  // Taro's Babel and PostCSS settings are not for Node.
  css: { postcss: {} },
  test: {
    testTimeout: 30_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
    slowTestThreshold: 2000,
    reporters: ['default'],
    projects: [
      // The phone's own modules are tested with those beside them, and the time, swapped for others.
      { extends: true, test: { name: 'lib', include: [LIB], isolate: true } },
      {
        extends: true,
        test: {
          name: 'shared',
          include: ['tests/**/*.test.ts'],
          exclude: ['tests/weapp/**', LIB],
          isolate: false,
          globalSetup: [setup('postgres.ts')],
          setupFiles: [setup('shared.ts')],
        },
      },
    ],
  },
})
