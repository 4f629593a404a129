import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'

const root = join(import.meta.dirname, '../..')
const dist = join(root, 'dist/weapp')
const setDataFile = join(root, 'tests/.artifacts/weapp-setdata.json')

const bytesOf = (path: string): number =>
  statSync(path).isDirectory()
    ? readdirSync(path).reduce((sum, name) => sum + bytesOf(join(path, name)), 0)
    : statSync(path).size

/** Bytes of the built mini-program by package, `main` first. Builds it where there is none. */
export function packageBytes(): Record<string, number> {
  if (!existsSync(join(dist, 'app.json'))) {
    const { status } = spawnSync('npm', ['run', 'build:weapp'], { cwd: root, stdio: 'inherit' })
    if (status !== 0) throw new Error('the mini-program could not be built')
  }
  const app = JSON.parse(readFileSync(join(dist, 'app.json'), 'utf8')) as { subPackages?: { root: string }[] }
  const roots = (app.subPackages ?? []).map((p) => p.root)
  const subpackages = Object.fromEntries(roots.map((name) => [name, bytesOf(join(dist, name))]))
  const inAll = Object.values(subpackages).reduce((a, b) => a + b, 0)
  return { main: bytesOf(dist) - inAll, ...subpackages }
}

/** What opening the list and the detail hands to the screen, as the last run of the weapp journeys measured; or null. */
export function setDataFigures(): Record<string, { calls: number; bytes: number }> | null {
  return existsSync(setDataFile) ? JSON.parse(readFileSync(setDataFile, 'utf8')) : null
}
