import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useRef, useState } from 'react'
import { newKey } from './key'
import { asRpcError, type RpcError } from './rpc-error'
import type { Topic } from './topic'

interface Options<O> {
  /** Topics whose screens are renewed afterwards, also after a refusal: it often means that they were stale. */
  topics?: Topic[]
  onDone?: (output: O) => void
  onFault?: (fault: RpcError) => void
}

/**
 * One action of a screen, such as 接单. While nobody knows whether it arrived, a second tap with the same input repeats
 * the same request (its `key`) instead of making another; taps while it is on its way are ignored.
 * @param call e.g. `api.desk.accept`
 * @returns `send`, resolving to the output or null; `isBusy`; the last fault, whose message is for the person
 */
export function useSend<I extends { key: string }, O>(call: (input: I) => Promise<O>, options: Options<O> = {}) {
  const queries = useQueryClient()
  const latest = useRef({ call, options })
  latest.current = { call, options }
  const intention = useRef<{ input: string; key: string } | null>(null)
  const isOnItsWay = useRef(false)
  const [isBusy, setBusy] = useState(false)
  const [fault, setFault] = useState<RpcError | null>(null)

  const send = useCallback(
    async (input: Omit<I, 'key'>): Promise<O | null> => {
      if (isOnItsWay.current) return null
      isOnItsWay.current = true
      const text = JSON.stringify(input)
      if (intention.current?.input !== text) intention.current = { input: text, key: newKey() }
      const { key } = intention.current
      setBusy(true)
      setFault(null)
      try {
        const output = await latest.current.call({ ...input, key } as I)
        intention.current = null
        latest.current.options.onDone?.(output)
        return output
      } catch (cause) {
        const failed = asRpcError(cause)
        if (!failed.isUncertain) intention.current = null
        setFault(failed)
        latest.current.options.onFault?.(failed)
        return null
      } finally {
        isOnItsWay.current = false
        setBusy(false)
        for (const topic of latest.current.options.topics ?? ['orders'])
          void queries.invalidateQueries({ queryKey: [topic] })
      }
    },
    [queries],
  )

  return { send, isBusy, fault }
}
