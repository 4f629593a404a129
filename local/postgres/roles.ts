import pg from 'pg'

/** Makes `linli_app`, who may log in and change no schema, or sets its password again. */
export async function ensureRoles(ownerUrl: string, appPassword: string): Promise<void> {
  await withClient(ownerUrl, async (client) => {
    const { rowCount } = await client.query("select from pg_roles where rolname = 'linli_app'")
    const verb = rowCount ? 'alter' : 'create'
    await client.query(`${verb} role linli_app login password ${client.escapeLiteral(appPassword)}`)
  })
}

/** Makes an empty database where there is none; `ownerUrl` leads to any existing one. */
export async function ensureDatabase(ownerUrl: string, name: string): Promise<void> {
  await withClient(ownerUrl, async (client) => {
    const { rowCount } = await client.query('select from pg_database where datname = $1', [name])
    if (rowCount) return
    const quoted = client.escapeIdentifier(name)
    await client.query(`create database ${quoted}`)
    await client.query(`revoke temporary, create on database ${quoted} from public`)
    await client.query(`grant connect on database ${quoted} to linli_app`)
  })
}

async function withClient(url: string, work: (client: pg.Client) => Promise<void>): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await work(client)
  } finally {
    await client.end()
  }
}
