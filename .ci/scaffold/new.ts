import { join } from 'node:path'
import { newFiles, placesOf } from './files'
import { RESIDENT_MODULES } from './modules'
import { type Names, Refusal, readNames } from './names'
import { registered } from './registrations'
import { writeAll } from './write'

/**
 * `npm run new <module>/<function> [中文名]`: a small function that works, in its four places and in every list of
 * functions, with its migration. A person adds a line and sees their own.
 */
const root = join(__dirname, '../..')

function tellNext(names: Names, files: string[], migration: string): void {
  const { contract, server, screens, tests } = placesOf(names)
  const isOnHome = names.module in RESIDENT_MODULES
  console.log(`${names.title} stands and works: a person adds a line and sees their own.

  ${contract}   limits, states, labels: what both sides know
  ${server}/   router, rules, store, table
  ${screens}/   list and add
  ${tests}/   rules and journey
  ${migration}

registered in ${files.filter((path) => !path.includes(`${names.module}/${names.folder}`)).join(', ')}

Next:
  1. npx vitest run --config tests/vitest.config.ts ${tests}
  2. Make it yours: rules first, then table (npm run migrations -- --name <change>), router, screens.
  3. ${isOnHome ? 'Choose its icon in src/modules/functions.ts and its words on the screens.' : `Link to it from where people look for it: paths.${names.camel}.`}
  4. Name it in docs/architecture.md, then npm run check && npm test.`)
  if (names.title === names.folder)
    console.log(`\nIt has no Chinese name yet: ${names.folder} stands where people read.`)
}

try {
  const names = readNames(process.argv.slice(2))
  const files = { ...newFiles(root, names), ...registered(root, names) }
  tellNext(names, Object.keys(files), writeAll(root, files, names.snake))
} catch (cause) {
  if (!(cause instanceof Refusal)) throw cause
  console.error(cause.message)
  process.exitCode = 1
}
