import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Files } from './files'
import { Refusal } from './names'

const MIGRATIONS = 'cloudfunctions/migrations'
const JOURNAL = `${MIGRATIONS}/meta/_journal.json`

/** Writes the files, their migration and their format; all of it or, when a step fails, nothing. Throws Refusal. */
export function writeAll(root: string, files: Files, migration: string): string {
  const undo = [keepMigrations(root)]
  try {
    for (const [path, text] of Object.entries(files)) undo.push(writeOne(join(root, path), text))
    run(root, 'drizzle-kit', 'generate', '--config', 'config/drizzle.config.ts', '--name', migration)
    run(root, 'biome', 'check', '--write', ...Object.keys(files))
    const written = readdirSync(join(root, MIGRATIONS)).find((name) => name.endsWith(`_${migration}.sql`))
    if (!written) throw new Refusal('drizzle-kit made no migration')
    return `${MIGRATIONS}/${written}`
  } catch (cause) {
    for (const step of undo.reverse()) step()
    throw cause
  }
}

/** Returns what takes it back. */
function writeOne(path: string, text: string): () => void {
  const former = existsSync(path) ? readFileSync(path, 'utf8') : null
  const firstNewFolder = mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, text)
  return () => {
    if (former !== null) writeFileSync(path, former)
    else rmSync(firstNewFolder ?? path, { recursive: true, force: true })
  }
}

function keepMigrations(root: string): () => void {
  const list = () => readdirSync(join(root, MIGRATIONS), { recursive: true, encoding: 'utf8' })
  const former = new Set(list())
  const journal = readFileSync(join(root, JOURNAL), 'utf8')
  return () => {
    for (const name of list()) if (!former.has(name)) rmSync(join(root, MIGRATIONS, name))
    writeFileSync(join(root, JOURNAL), journal)
  }
}

function run(root: string, command: string, ...args: string[]): void {
  const bin = join(root, 'node_modules/.bin', command)
  const { status, stdout, stderr } = spawnSync(bin, args, {
    cwd: root,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  if (status !== 0) throw new Refusal(`${command} failed, so nothing was written:\n${stdout ?? ''}${stderr ?? ''}`)
}
