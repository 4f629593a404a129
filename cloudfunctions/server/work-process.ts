import { constants, setPriority } from 'node:os'
import { compose } from '../api/compose'
import { readConfig } from '../kernel/config'
import type { Told } from './beside'
import { Runner } from './runner'

const CONNECTIONS = 10
const REPORT_EVERY_MS = 1000

/** What takes long of the background work, as a process of its own that `beside.ts` starts: woken over its channel, ends with it. */
// Calls and alarms, which somebody waits for, go before it where processors are few.
setPriority(constants.priority.PRIORITY_BELOW_NORMAL)
const parts = await compose(readConfig(), { poolSize: CONNECTIONS })
// Who started us may be gone: `disconnect` says so.
const tell = (told: Told) => process.connected && process.send?.(told, undefined, undefined, () => {})
const runner = new Runner(parts, 'bulk', () => tell({ wake: true }))
runner.start()
const report = setInterval(() => tell({ routes: parts.deps.providers.states() }), REPORT_EVERY_MS)
let isStopping = false

async function stop(): Promise<void> {
  if (isStopping) return
  isStopping = true
  clearInterval(report)
  await runner.stop()
  await parts.close()
  process.exit(0)
}

process.on('message', () => runner.woken())
process.on('disconnect', stop)
process.on('SIGTERM', stop)
// Ctrl-C reaches the whole group; who started us says when.
process.on('SIGINT', () => {})
// It may have gone before anybody listened.
if (!process.connected) void stop()
