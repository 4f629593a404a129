import { onlineManager, useQueryClient } from '@tanstack/react-query'
import { useCallback, useRef, useState } from 'react'
import { now } from './clock'
import { type DraftPhoto, inputOf } from './drafts'
import { newKey } from './key'
import { callByPath, type ProcedurePath } from './rpc'
import { asRpcError, type RpcError } from './rpc-error'
import { tell } from './tell'
import { sendLater } from './unsent'

export interface Parcel {
  input: Record<string, unknown>
  /** All uploaded, or to be uploaded when the network is back. */
  photos: DraftPhoto[]
  /** What the person calls it while it waits. */
  title: string
}

export type Delivery = { kind: 'sent'; output: unknown } | { kind: 'kept' } | { kind: 'refused'; fault: RpcError }

function keepForLater(entry: Parcel & { key: string; path: string }): Delivery {
  if (!sendLater(entry)) tell('手机快存满了，先别关掉，有网马上发')
  return { kind: 'kept' }
}

/** Tries once with a key of its own; what may have arrived is kept under that same key, so that it counts once. */
async function deliverOnce(path: ProcedurePath, parcel: Parcel): Promise<Delivery> {
  const entry = { ...parcel, key: newKey(), path }
  if (!onlineManager.isOnline() || parcel.photos.some((photo) => photo.fileId === null)) return keepForLater(entry)
  try {
    const output = await callByPath(path, inputOf({ ...entry, savedAt: now().toISOString(), refusal: null }))
    return { kind: 'sent', output }
  } catch (cause) {
    const fault = asRpcError(cause)
    return fault.isUncertain ? keepForLater(entry) : { kind: 'refused', fault }
  }
}

/**
 * Sends what a person has written now, or keeps it on the phone and sends it once when the network is back.
 * @param path the mutation, e.g. `appeals.submit`
 * @returns `deliver`, resolving to what became of it, or null when one is on its way already; and `isBusy`
 */
export function useDelivery(path: ProcedurePath) {
  const queries = useQueryClient()
  const isOnItsWay = useRef(false)
  const [isBusy, setBusy] = useState(false)

  const deliver = useCallback(
    async (parcel: Parcel): Promise<Delivery | null> => {
      if (isOnItsWay.current) return null
      isOnItsWay.current = true
      setBusy(true)
      try {
        return await deliverOnce(path, parcel)
      } finally {
        isOnItsWay.current = false
        setBusy(false)
        void queries.invalidateQueries({ queryKey: ['orders'] })
      }
    },
    [path, queries],
  )

  return { deliver, isBusy }
}
