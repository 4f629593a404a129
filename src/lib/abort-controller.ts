/**
 * AbortController for WeChat's engine, which may lack it; react-query waits for ever without one. Put in by webpack's
 * ProvidePlugin in the mini-program build alone.
 */
type Listener = (event: { type: 'abort' }) => void

class Signal {
  aborted = false
  reason: unknown = undefined
  onabort: Listener | null = null
  private readonly listeners = new Set<Listener>()

  addEventListener(_type: 'abort', listener: Listener) {
    this.listeners.add(listener)
  }

  removeEventListener(_type: 'abort', listener: Listener) {
    this.listeners.delete(listener)
  }

  throwIfAborted() {
    if (this.aborted) throw this.reason
  }

  fire(reason: unknown) {
    if (this.aborted) return
    this.aborted = true
    this.reason = reason ?? Object.assign(new Error('Aborted'), { name: 'AbortError' })
    this.onabort?.({ type: 'abort' })
    for (const listener of this.listeners) listener({ type: 'abort' })
  }
}

export default class AbortController {
  readonly signal = new Signal()

  abort(reason?: unknown) {
    this.signal.fire(reason)
  }
}
