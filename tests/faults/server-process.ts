import { serve } from '@hono/node-server'
import { readConfig } from '../../cloudfunctions/kernel/config'
import { createHost } from '../../cloudfunctions/server/app'

/** The real server alone in a process, so that it can be killed or measured. Without the brake on hammering. */
const config = readConfig()
const host = await createHost(config, { limits: { queriesPerMinute: 1e9, mutationsPerMinute: 1e9 } })
serve({ fetch: host.app.fetch, hostname: '127.0.0.1', port: config.port }, ({ port }) => process.send?.({ port }))

// Whoever started it is gone.
process.on('disconnect', () => process.exit(0))
