import { execFileSync, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { RESIDENT_MODULES } from '../.ci/scaffold/modules'
import { readNames } from '../.ci/scaffold/names'

const MINUTES = 60_000
const root = join(import.meta.dirname, '..')
const NAME = /flower.?swap/i

/** A copy of the checkout, for the scaffold to write into. */
let copy: string
const files = () =>
  execFileSync('git', ['ls-files', '-coz', '--exclude-standard'], { cwd: root, encoding: 'utf8' })
    .split('\0')
    .filter((path) => path && existsSync(join(root, path)))

beforeAll(() => {
  copy = mkdtempSync(join(tmpdir(), 'linli-scaffold-'))
  for (const path of files()) cpSync(join(root, path), join(copy, path))
  const modules = join(copy, 'node_modules')
  mkdirSync(modules)
  const stamp = '.linli-lock'
  for (const name of readdirSync(join(root, 'node_modules')))
    if (name !== stamp) symlinkSync(join(root, 'node_modules', name), join(modules, name))
  writeFileSync(join(modules, stamp), createHash('sha256').update(contents('package-lock.json')).digest('hex'))
  execFileSync('git', ['init', '-q'], { cwd: copy })
}, 2 * MINUTES)
afterAll(() => rmSync(copy, { recursive: true, force: true }))

const contents = (path: string) => readFileSync(join(copy, path), 'utf8')

/** Every file of the copy with its text, to see that nothing was written. */
const everything = () =>
  Object.fromEntries(
    readdirSync(copy, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && !/[\\/](node_modules|\.git)([\\/]|$)/.test(entry.parentPath))
      .map((entry) => join(entry.parentPath, entry.name))
      .map((path) => [path, createHash('sha256').update(readFileSync(path)).digest('hex')]),
  )

/** As from a shell: nothing of the runner of this test is handed on. */
const env = Object.fromEntries(
  Object.entries({ ...process.env, NO_COLOR: '1', NODE_ENV: undefined }).filter(
    ([key, value]) => value !== undefined && !key.startsWith('VITEST'),
  ),
) as NodeJS.ProcessEnv

function run(command: string, ...args: string[]): { status: number | null; output: string } {
  const { status, stdout, stderr } = spawnSync(command, args, {
    cwd: copy,
    env,
    encoding: 'utf8',
    maxBuffer: 16 * 2 ** 20,
  })
  return { status, output: `${stdout}${stderr}` }
}
const bin = (name: string) => join(copy, 'node_modules/.bin', name)
const scaffold = (...args: string[]) => run(bin('tsx'), '.ci/scaffold/new.ts', ...args)

/** Runs with one file changed, then puts it back. */
function withChanged<T>(path: string, change: (text: string) => string, work: () => T): T {
  const former = contents(path)
  writeFileSync(join(copy, path), change(former))
  try {
    return work()
  } finally {
    writeFileSync(join(copy, path), former)
  }
}

test('names are taken in every form the code needs', () => {
  expect(readNames(['property/lost-and-found', '失物招领'])).toEqual({
    module: 'property',
    folder: 'lost-and-found',
    camel: 'lostAndFound',
    pascal: 'LostAndFound',
    upper: 'LOST_AND_FOUND',
    snake: 'lost_and_found',
    title: '失物招领',
  })
  for (const [module, { functions }] of Object.entries(RESIDENT_MODULES))
    for (const [name, title] of Object.entries(functions)) expect(readNames([`${module}/${name}`]).title).toBe(title)
})

test.each([
  ['', 'npm run new'],
  ['property', 'npm run new'],
  ['property/a/b', 'npm run new'],
  ['garden/flowers', 'There is no module garden'],
  ['property/Flowers', 'small letters'],
  ['property/../flowers', 'npm run new'],
  ['property/flowers-', 'small letters'],
  ['property/utils', 'tells nothing'],
  ['property/flower-helpers', 'tells nothing'],
  ['property/delete', 'a word of the language'],
  ['property/then', 'a word of the language'],
])('%s is refused: %s', (address, sentence) => {
  expect(() => readNames([address])).toThrow(sentence)
})

test(
  'what exists, and a list that has changed its shape, are refused with nothing written',
  () => {
    const before = everything()
    for (const [address, sentence] of [
      ['governance/appeals', 'exists already: cloudfunctions/contract/governance/appeals.ts'],
      ['property/messages', 'something called messages already'],
      ['account/residencies', 'There is a table residencies already'],
      ['property/entry', 'use the word entry for something else'],
    ]) {
      const { status, output } = scaffold(address!)
      expect(output).toContain(sentence)
      expect(status).toBe(1)
    }
    const renamed = (text: string) => text.replaceAll('appRouter', 'wholeRouter').replace('AppRouter', 'WholeRouter')
    const { status, output } = withChanged('cloudfunctions/api/router.ts', renamed, () =>
      scaffold('neighbours/flower-swap'),
    )
    expect(output).toContain('cloudfunctions/api/router.ts has changed its shape')
    expect(status).toBe(1)
    expect(everything()).toEqual(before)
  },
  2 * MINUTES,
)

test(
  'when no migration can be made, everything is taken back',
  () => {
    const before = everything()
    const broken = () => "throw new Error('no database settings')\n"
    const { status, output } = withChanged('config/drizzle.config.ts', broken, () => scaffold('neighbours/flower-swap'))
    expect(output).toContain('drizzle-kit failed, so nothing was written')
    expect(status).toBe(1)
    expect(everything()).toEqual(before)
  },
  1 * MINUTES,
)

test(
  'a new function stands in its four places, passes the check and its own tests',
  () => {
    const { status, output } = scaffold('neighbours/flower-swap', '换花角')
    expect(status, output).toBe(0)
    for (const place of ['cloudfunctions/contract', 'cloudfunctions/modules', 'src/modules', 'tests/modules'])
      expect(readdirSync(join(copy, place, 'neighbours')).join()).toContain('flower-swap')
    expect(readdirSync(join(copy, 'cloudfunctions/migrations')).join()).toMatch(/_flower_swap\.sql/)
    expect(contents('src/modules/functions.ts')).toContain("name: '换花角'")
    expect(scaffold('neighbours/flower-swap').output).toContain('exists already')

    // What the check finds elsewhere is told by the check itself.
    const check = run('node', '.ci/check.mjs')
    expect(check.output).toMatch(/^check: /m)
    expect(check.output.split('\n').filter((line) => NAME.test(line))).toEqual([])

    const tests = run(
      bin('vitest'),
      'run',
      '--config',
      'tests/vitest.config.ts',
      'tests/modules/neighbours/flower-swap',
    )
    expect(tests.output).toMatch(/Test Files +2 passed/)
    expect(tests.status).toBe(0)
  },
  10 * MINUTES,
)
