import { readConfig } from '../kernel/config'
import { openDatabase } from '../kernel/database/open'
import { createEncryption } from '../kernel/encryption'
import { rotateKeys } from './rotation/rotate'
import { allTables } from './tables'

/**
 * `npm run rotate-keys [-- --batch 500]`: seals anew, under LINLI_CURRENT_KEY, whatever older keys of LINLI_KEYS sealed,
 * while the server works on. Run again after a stop: it goes on. Blind indexes stay (docs/decisions).
 */
const given = process.argv.indexOf('--batch')
const batch = given < 0 ? 500 : Number(process.argv[given + 1])
if (!Number.isInteger(batch) || batch < 1 || batch > 5000) {
  console.error('--batch takes a number of rows from 1 to 5000')
  process.exit(1)
}
const { keys, currentKey, indexKey, algorithm, databaseUrl } = readConfig()
const encryption = createEncryption({ keys, current: currentKey, indexKey, algorithm })
const { db, close } = openDatabase(databaseUrl, 1)
console.log(`sealing anew under ${encryption.current}`)
const { resealed, unopened, stillNeeded } = await rotateKeys({
  db,
  encryption,
  tables: allTables,
  batch,
  onProgress: (column, cells) => console.log(`${column}: ${cells}`),
})
await close()
console.log(`${resealed} cells sealed anew`)
if (unopened > 0) console.error(`${unopened} cells are not opened by any key at hand`)
const left = Object.entries(stillNeeded)
for (const [key, cells] of left) console.error(`${key} is still needed: it seals ${cells} cells. Run again.`)
if (left.length === 0) console.log('no older key is needed any more: take them out of LINLI_KEYS')
process.exit(left.length === 0 ? 0 : 1)
