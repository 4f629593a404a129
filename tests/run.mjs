// npm test: installs when needed, builds what the journeys run, then every test. The slow ones are named at the end.
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { ensureInstalled } from '../local/install.mjs'

const root = join(import.meta.dirname, '..')
await ensureInstalled()

const bin = (name) => join(root, 'node_modules/.bin', name)
const run = (name, args, env = {}) => {
  const startedAt = Date.now()
  const { status } = spawnSync(bin(name), args, { cwd: root, stdio: 'inherit', env: { ...process.env, ...env } })
  console.log(`${name} took ${Math.round((Date.now() - startedAt) / 1000)} s`)
  return status === 0
}

const only = process.argv.slice(2)
const results = {}
if (only.length === 0) {
  results['weapp build'] = run('taro', ['build', '--type', 'weapp'])
  results['h5 build'] = run('taro', ['build', '--type', 'h5'])
}
results.vitest = run('vitest', ['run', '--config', 'tests/vitest.config.ts', ...only])

const weapp = join(root, 'tests/weapp')
if (only.length === 0 && existsSync(weapp) && readdirSync(weapp).some((name) => name.endsWith('.test.js')))
  results['weapp journeys'] = run('jest', ['--config', 'tests/weapp/jest.config.cjs'])

const failed = Object.keys(results).filter((name) => !results[name])
console.log(`${Object.keys(results).length - failed.length} passed, ${failed.length} failed`)
if (failed.length > 0) console.log(`failed: ${failed.join(', ')}`)
process.exit(failed.length === 0 ? 0 : 1)
