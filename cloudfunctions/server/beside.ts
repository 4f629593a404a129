import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import type { RouteState } from '../kernel/providers/providers'

/** What the other process tells. */
export interface Told {
  /** There may be something to do for this one. */
  wake?: true
  /** How the outside services do. */
  routes?: RouteState[]
}

/** What takes long of the background work, done by another process. */
export interface Beside {
  /** Of the process at work now. */
  pid(): number | undefined
  /** There may be something to do. */
  wake(): void
  /** Called when there may be something to do for this process. */
  onWake(callback: () => void): void
  /** How the outside services do, as that process last told. */
  routes(): RouteState[]
  /** Resolves when what was under way is over. */
  stop(): Promise<void>
}

const AGAIN_AFTER_MS = 1000

/**
 * Keeps it going in a process of its own, so that 100,000 pushes hold up neither a call nor an alarm. One that ends by itself is
 * started again: what it was at is taken up as after any crash.
 */
export function workBeside(script: string, onLost: (code: number | null) => void): Beside {
  let child: ChildProcess
  let states: RouteState[] = []
  let wakeHere = () => {}
  let isStopping = false
  let again: NodeJS.Timeout | undefined
  const start = () => {
    child = fork(script)
    child.on('message', ({ wake, routes }: Told) => {
      if (routes) states = routes
      if (wake) wakeHere()
    })
    // A process that cannot be started tells no exit.
    child.on('error', () => {})
    child.once('close', (code) => {
      if (isStopping) return
      onLost(code)
      again = setTimeout(start, AGAIN_AFTER_MS)
    })
  }
  start()
  return {
    wake() {
      // Gone or going: the next one looks by itself.
      if (child.connected) child.send('wake', () => {})
    },
    pid: () => child.pid,
    onWake(callback) {
      wakeHere = callback
    },
    routes: () => states,
    async stop() {
      isStopping = true
      clearTimeout(again)
      if (child.exitCode !== null || child.signalCode !== null) return
      const gone = once(child, 'close')
      if (child.connected) child.disconnect()
      await gone
    },
  }
}
