import { serve } from '@hono/node-server'
import { readConfig } from '../../cloudfunctions/kernel/config'
import { createHost } from '../../cloudfunctions/server/app'
import { workBeside } from '../../cloudfunctions/server/beside'
import { UNLIMITED } from './ground'

/**
 * The real server. `BENCH_AFTER_WORK=elsewhere` leaves what follows a commit to others, as where `jobs` is a function;
 * `BENCH_WORK` names the script of a process beside it that does it, as `npm run serve` has one.
 */
const { BENCH_WORK } = process.env
const beside = BENCH_WORK
  ? workBeside(BENCH_WORK, (code) => console.error(`background work ended: ${code}`))
  : undefined
const host = await createHost(readConfig(), { limits: UNLIMITED, ...(beside && { beside }) })
if (process.env.BENCH_AFTER_WORK === 'elsewhere') await host.runner.stop()
serve({ fetch: host.app.fetch, hostname: '127.0.0.1', port: 0 }, ({ port }) =>
  process.send?.({ port, workPid: beside?.pid() }),
)

process.on('disconnect', () => process.exit(0))
