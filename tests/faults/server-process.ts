import { serve } from '@hono/node-server'
import { readConfig } from '../../cloudfunctions/kernel/config'
import { createHost } from '../../cloudfunctions/server/app'
import { workBeside } from '../../cloudfunctions/server/beside'

/**
 * The real server alone in a process, so that it can be killed or measured. Without the brake on hammering. What follows a
 * commit it does itself; or `TEST_WORK` names the script of a process beside it, as `npm run serve` has one; or says `none`:
 * others do it, as where `jobs` is a function.
 */
const config = readConfig()
const { TEST_WORK } = process.env
const beside =
  TEST_WORK && TEST_WORK !== 'none'
    ? workBeside(TEST_WORK, (code) => console.error(`background work ended: ${code}`))
    : undefined
const host = await createHost(config, {
  limits: { queriesPerMinute: 1e9, mutationsPerMinute: 1e9 },
  ...(beside && { beside }),
})
if (TEST_WORK === 'none') await host.runner.stop()
serve({ fetch: host.app.fetch, hostname: '127.0.0.1', port: config.port }, ({ port }) =>
  process.send?.({ port, workPid: beside?.pid() }),
)

// Whoever started it is gone.
process.on('disconnect', () => process.exit(0))
