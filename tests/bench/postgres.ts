import { join } from 'node:path'
import pg from 'pg'
import { type Postgres, startPostgres } from '../../local/postgres/server'

/** What a server for a county has; PostgreSQL's own 128 MB do not hold the indexes. */
const SHARED_BUFFERS = '2GB'

/** A PostgreSQL of the bench's own, set up as docs/deploy.md advises a county. */
export async function startCountyPostgres(folder: string): Promise<Postgres> {
  const dataDir = join(folder, 'postgres')
  const first = await startPostgres({ dataDir })
  const owner = new pg.Client({ connectionString: first.ownerUrl('postgres') })
  await owner.connect()
  await owner.query(`alter system set shared_buffers = '${SHARED_BUFFERS}'`)
  await owner.end()
  await first.stop()
  return startPostgres({ dataDir })
}
