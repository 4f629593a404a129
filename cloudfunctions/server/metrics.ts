import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import type { Deps } from '../kernel/context'
import { outboxState } from '../kernel/outbox/store'
import type { RouteState } from '../kernel/providers/providers'

const OPENNESS = { closed: 0, halfOpen: 0.5, open: 1 }

/** Prometheus figures: calls by path and status, how much waits to be sent, and how well the outside takes it. */
/** `besides`: how the outside does as the process beside this one, if there is any, knows it. */
export function createMetrics(deps: Deps, besides: () => RouteState[]) {
  const routes = () => [
    ...deps.providers.states().map((one) => ({ ...one, process: 'server' })),
    ...besides().map((one) => ({ ...one, process: 'bulk' })),
  ]

  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const calls = new Counter({
    name: 'linli_calls_total',
    help: 'Calls answered',
    labelNames: ['path', 'status'],
    registers: [registry],
  })
  const seconds = new Histogram({
    name: 'linli_call_seconds',
    help: 'Time to answer a call',
    labelNames: ['path'],
    buckets: [0.005, 0.02, 0.05, 0.1, 0.3, 1, 3],
    registers: [registry],
  })
  new Gauge({
    name: 'linli_outbox_waiting',
    help: 'Effects not yet carried out',
    registers: [registry],
    async collect() {
      this.set((await outboxState(deps.db)).waiting)
    },
  })
  new Gauge({
    name: 'linli_provider_open',
    help: 'Whether an outside service is left alone because it fails: 0 no, 1 yes, 0.5 while it is being probed',
    labelNames: ['route', 'process'],
    registers: [registry],
    collect() {
      for (const { route, process, state } of routes()) this.set({ route, process }, OPENNESS[state])
    },
  })
  new Gauge({
    name: 'linli_provider_success',
    help: 'Share of the last tries that an outside service took',
    labelNames: ['route', 'process'],
    registers: [registry],
    collect() {
      for (const { route, process, share } of routes()) this.set({ route, process }, share)
    },
  })
  return {
    observe(path: string, status: number, taken: number) {
      calls.inc({ path, status })
      seconds.observe({ path }, taken)
    },
    text: () => registry.metrics(),
  }
}
