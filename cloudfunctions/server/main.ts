import { join } from 'node:path'
import { createAdaptorServer } from '@hono/node-server'
import { ConfigError, readConfig } from '../kernel/config'
import { createLog } from '../kernel/log'
import { createHost } from './app'
import { workBeside } from './beside'

/** The service over HTTP for a government cloud: listens on PORT, stops gently on SIGTERM. */
async function serve(): Promise<void> {
  const config = readConfig()
  if (config.mode !== 'production')
    throw new ConfigError('server/main serves LINLI_MODE=production alone; use npm start for local')
  const log = createLog()
  const beside = workBeside(join(import.meta.dirname, 'work-process.ts'), (code) =>
    log.error({ code }, 'background work ended, started again'),
  )
  const host = await createHost(config, { beside })
  const server = createAdaptorServer({ fetch: host.app.fetch })
  server.listen(config.port, () => host.deps.log.info({ port: config.port }, 'listening'))
  process.once('SIGTERM', () => {
    server.close()
    void host.close().then(() => process.exit(0))
  })
}

serve().catch((error: unknown) => {
  console.error(error instanceof ConfigError ? error.message : error)
  process.exit(1)
})
