import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

/**
 * `npm run build:cloud`: each cloud function as a whole folder in dist/cloud, as DevTools uploads it. Native and
 * cloud-provided packages are named in its package.json for the cloud to install.
 */
const root = dirname(dirname(fileURLToPath(import.meta.url)))
const { dependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  dependencies: Record<string, string>
}

const SECONDS = 20
const FUNCTIONS: Record<string, { external: string[]; config: object }> = {
  api: { external: ['sharp', 'wx-server-sdk'], config: { timeout: SECONDS } },
  ingest: { external: [], config: { timeout: SECONDS } },
  notify: { external: [], config: { timeout: SECONDS } },
  // Seven fields, UTC+8: every 30 seconds. One trigger a function.
  jobs: {
    external: [],
    config: { timeout: 60, triggers: [{ name: 'drain', type: 'timer', config: '*/30 * * * * * *' }] },
  },
}

export const CLOUD_FUNCTIONS = Object.keys(FUNCTIONS)

export async function buildCloud(): Promise<void> {
  for (const [name, { external, config }] of Object.entries(FUNCTIONS)) {
    const folder = join(root, 'dist/cloud', name)
    rmSync(folder, { recursive: true, force: true })
    mkdirSync(folder, { recursive: true })
    await build({
      entryPoints: [join(root, 'cloudfunctions', name, 'index.ts')],
      outfile: join(folder, 'index.js'),
      bundle: true,
      platform: 'node',
      target: 'node20',
      format: 'cjs',
      external: [...external, 'pg-native'],
      minifySyntax: true,
      legalComments: 'linked',
      logLevel: 'error',
    })
    const pinned = Object.fromEntries(external.map((pkg) => [pkg, dependencies[pkg]]))
    write(folder, 'package.json', { name, version: '1.0.0', main: 'index.js', dependencies: pinned })
    write(folder, 'config.json', config)
  }
}

function write(folder: string, file: string, content: object): void {
  writeFileSync(join(folder, file), `${JSON.stringify(content, null, 2)}\n`)
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await buildCloud()
  console.log(`built ${CLOUD_FUNCTIONS.map((name) => `dist/cloud/${name}`).join(', ')}`)
}
