// npm run bench [SECONDS], npm run bench -- orders|registry|push|notice [COUNT], npm run bench:city [SHARE]: installs when needed, then measures. The figures and what they mean stand in docs/performance.md.
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { ensureInstalled } from '../local/install.mjs'

await ensureInstalled()
const [first, ...rest] = process.argv.slice(2)
const BENCHES = {
  orders: 'bench/orders/main.ts',
  push: 'bench/push/main.ts',
  notice: 'bench/push/notice.ts',
  registry: 'bench/registry/main.ts',
  city: 'bench/registry/city.ts',
}
const [main, args] = BENCHES[first] ? [BENCHES[first], rest] : ['bench/main.ts', process.argv.slice(2)]
const command = ['--import', 'tsx', join(import.meta.dirname, main), ...args]
const { status } = spawnSync(process.execPath, command, {
  stdio: 'inherit',
})
process.exit(status ?? 1)
