import { parseArgs } from 'node:util'
import { ConfigError, readDatabaseConfig } from '../../cloudfunctions/kernel/config'
import { createEncryption } from '../../cloudfunctions/kernel/encryption'
import { loadSynthetic, NotEmptyError } from './load'

/** More would use up the ID numbers that no office gives. */
const PEOPLE_MAX = 2_000_000

const HELP = `npm run synthetic -- --people N --seed S
  Fills an empty, migrated database with an invented county, or a city of several, for trials. Needs DATABASE_OWNER_URL and
  the server's encryption keys (see docs/deploy.md). The same seed gives the same people; sealed texts differ each time.
  N is 1 to ${PEOPLE_MAX}. Cut short, it leaves a database to be thrown away.`

function readArguments(): { people: number; seed: string } | null {
  try {
    const { values } = parseArgs({ options: { people: { type: 'string' }, seed: { type: 'string' } } })
    const people = Number(values.people)
    return Number.isInteger(people) && people > 0 && people <= PEOPLE_MAX && values.seed
      ? { people, seed: values.seed }
      : null
  } catch {
    return null
  }
}

async function run(): Promise<number> {
  if (process.argv.includes('--help')) {
    console.log(HELP)
    return 0
  }
  const wanted = readArguments()
  if (!wanted) {
    console.error(HELP)
    return 2
  }
  try {
    const config = readDatabaseConfig({ ...process.env, DATABASE_URL: process.env.DATABASE_OWNER_URL })
    const { keys, currentKey, indexKey, algorithm, databaseUrl: ownerUrl } = config
    const encryption = createEncryption({ keys, current: currentKey, indexKey, algorithm })
    let told = 0
    const loaded = await loadSynthetic({
      ...wanted,
      ownerUrl,
      encryption,
      onProgress({ people }) {
        const share = Math.floor((people / wanted.people) * 20)
        if (share > told) console.log(`${share * 5} %`)
        told = share
      },
    })
    console.log(`${loaded.people} people, ${loaded.homes} homes, ${loaded.records} records.`)
    return 0
  } catch (error) {
    if (error instanceof NotEmptyError)
      console.error('There are places in this database: a synthetic county goes into an empty one.')
    else if (error instanceof ConfigError) console.error(error.message.replace('DATABASE_URL', 'DATABASE_OWNER_URL'))
    else console.error(`It failed (${(error as { code?: string }).code ?? 'no code'}): throw this database away.`)
    return 1
  }
}

process.exitCode = await run()
