import { createAdaptorServer } from '@hono/node-server'
import { Hono } from 'hono'
import { OffsetClock } from '../cloudfunctions/kernel/clock/clock'
import { advanceClock } from '../cloudfunctions/kernel/clock/store'
import { readConfig } from '../cloudfunctions/kernel/config'
import { makeVisitsDue } from '../cloudfunctions/modules/worker/visits/due'
import { createHost } from '../cloudfunctions/server/app'
import type { HostMessage } from './host-process'
import { localRoutes } from './routes/local-routes'

const tell = (message: HostMessage) => process.send?.(message)

const config = readConfig()
if (config.mode !== 'local') throw new Error('local/host.ts serves LINLI_MODE=local alone')

const host = await createHost(config)
// The hourly sweep is too far off for who tries things out, and knows nothing of hours that are skipped.
await makeVisitsDue(host.deps)

async function moveClock(ms: number): Promise<Date> {
  const offsetMs = await advanceClock(host.deps.db, ms)
  if (host.deps.clock instanceof OffsetClock) host.deps.clock.offsetMs = offsetMs
  tell({ type: 'clock', offsetMs })
  await makeVisitsDue(host.deps)
  return host.deps.clock.now()
}

const app = new Hono()
app.route(
  '/',
  localRoutes({
    root: process.cwd(),
    dataDir: config.dataDir,
    simulatorsUrl: config.wechat.baseUrl,
    request: (path, init) => host.app.request(path, init),
    advanceClock: moveClock,
  }),
)
// Not mounted as a route: its own answer to unknown addresses must stand.
app.all('*', (c) => host.app.fetch(c.req.raw, c.env))

const server = createAdaptorServer({ fetch: app.fetch })
server.once('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EADDRINUSE') tell({ type: 'portTaken' })
  process.exit(1)
})
server.listen(config.port, '127.0.0.1', () => tell({ type: 'ready' }))

let isStopping = false
async function stop(): Promise<void> {
  if (isStopping) return
  isStopping = true
  server.close()
  await host.close()
  process.exit(0)
}

// Ctrl-C reaches the whole group; the launcher says when it is our turn, and without a launcher we end.
process.on('SIGINT', () => {})
process.on('SIGTERM', stop)
process.on('disconnect', stop)
