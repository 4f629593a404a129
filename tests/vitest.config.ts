import { join } from 'node:path'
import { defineConfig } from 'vitest/config'

const root = join(import.meta.dirname, '..')

export default defineConfig({
  root,
  // Taro's Babel and PostCSS settings are not for Node.
  css: { postcss: {} },
  test: {
    dir: 'tests',
    include: ['**/*.test.ts'],
    exclude: ['weapp/**'],
    globalSetup: [join(import.meta.dirname, 'setup/postgres.ts')],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
    isolate: false,
    slowTestThreshold: 2000,
    reporters: ['default'],
  },
})
