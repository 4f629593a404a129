// npm run bench: installs when needed, then measures. The figures and what they mean stand in docs/performance.md.
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { ensureInstalled } from '../local/install.mjs'

await ensureInstalled()
const main = join(import.meta.dirname, 'bench/main.ts')
const { status } = spawnSync(process.execPath, ['--import', 'tsx', main, ...process.argv.slice(2)], {
  stdio: 'inherit',
})
process.exit(status ?? 1)
