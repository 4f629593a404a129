// npm run check: types, lint and format, import directions, sizes, unused code. All are run, then it fails if one did.
import { spawnSync } from 'node:child_process'
import { ensureInstalled } from '../local/install.mjs'

await ensureInstalled()

const steps = [
  ['types', 'tsc', '-p', '.'],
  ['lint and format', 'biome', 'check', '--error-on-warnings', '.'],
  ['import directions', 'depcruise', '--config', '.ci/dependency-cruiser.cjs', 'cloudfunctions', 'src', 'local'],
  ['sizes', 'tsx', '.ci/sizes.ts'],
  ['unused code', 'knip', '--config', '.ci/knip.json'],
]

const failed = []
for (const [name, command, ...args] of steps) {
  console.log(`\n== ${name}`)
  const { status } = spawnSync(`node_modules/.bin/${command}`, args, { stdio: 'inherit' })
  if (status !== 0) failed.push(name)
}
console.log(failed.length === 0 ? '\ncheck: all well' : `\ncheck: failed in ${failed.join(', ')}`)
process.exit(failed.length === 0 ? 0 : 1)
