import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import type { Deps } from '../kernel/context'
import { outboxState } from '../kernel/outbox/store'

/** Prometheus figures: calls by path and status, and how much waits to be sent. */
export function createMetrics(deps: Deps) {
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
  return {
    observe(path: string, status: number, taken: number) {
      calls.inc({ path, status })
      seconds.observe({ path }, taken)
    },
    text: () => registry.metrics(),
  }
}
