import pg from 'pg'

export type BulkClient = pg.Client

/** A column of a bulk insert: its name, its SQL type and how a row's value is spelled. */
export interface BulkColumn<T> {
  name: string
  type: string
  of(row: T): string | number | boolean | null
}

/** Inserts rows in one statement of one array per column, which is about as fast as COPY. */
export async function insertAll<T>(
  client: pg.Client,
  table: string,
  rows: readonly T[],
  columns: BulkColumn<T>[],
): Promise<void> {
  const names = columns.map((column) => column.name).join(', ')
  const values = columns.map((column) => `${column.name}::${column.type}`).join(', ')
  const arrays = columns.map((_, i) => `$${i + 1}::text[]`).join(', ')
  const parameters = columns.map((column) => rows.map((row) => column.of(row)?.toString() ?? null))
  await client.query(
    `insert into ${table} (${names}) select ${values} from unnest(${arrays}) as t(${names})`,
    parameters,
  )
}

/** Runs work in one transaction, alone among loaders of the county, unless the query finds a row. */
export async function onceFor(
  databaseUrl: string,
  found: string,
  work: (client: pg.Client) => Promise<void>,
): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  try {
    await client.query('begin')
    await client.query("select pg_advisory_xact_lock(hashtext('linli county'))")
    const { rowCount } = await client.query(found)
    if (rowCount === 0) await work(client)
    await client.query('commit')
  } finally {
    await client.end()
  }
}
