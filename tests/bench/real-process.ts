import { serve } from '@hono/node-server'
import { readConfig } from '../../cloudfunctions/kernel/config'
import { createHost } from '../../cloudfunctions/server/app'
import { UNLIMITED } from './ground'

/** The real server. `BENCH_AFTER_WORK=elsewhere` leaves what follows a commit to others, as where `jobs` is a function. */
const host = await createHost(readConfig(), { limits: UNLIMITED })
if (process.env.BENCH_AFTER_WORK === 'elsewhere') await host.runner.stop()
serve({ fetch: host.app.fetch, hostname: '127.0.0.1', port: 0 }, ({ port }) => process.send?.({ port }))

process.on('disconnect', () => process.exit(0))
