import { onlineManager, useQueryClient } from '@tanstack/react-query'
import { useCallback, useRef, useState } from 'react'
import { now } from './clock'
import type { DraftPhoto } from './drafts'
import { newKey } from './key'
import { currentOwner, type Owner } from './owner'
import type { ProcedurePath } from './rpc'
import { networkError, type RpcError } from './rpc-error'
import { knowOwner } from './session'
import { tell } from './tell'
import { dropUnsent, keepUnsent, renewedBy, sendAll, sendUnsent } from './unsent'
import type { Shelf } from './use-draft'

export interface Parcel {
  input: Record<string, unknown>
  /** All uploaded, or to be uploaded when the network is back. */
  photos: DraftPhoto[]
  /** What the person calls it while it waits. */
  title: string
}

export type Delivery = { kind: 'sent'; output: unknown } | { kind: 'kept' } | { kind: 'refused'; fault: RpcError }

type Pack = () => Parcel | null | Promise<Parcel | null>

/** Another person has come, or is just coming; a session that has merely ended leaves nobody. */
const isSomebodyElse = (owner: Owner) => currentOwner() !== null && currentOwner() !== owner

/**
 * Writes the parcel down under a key of its own before it goes, and takes the draft off its shelf in return: whenever
 * the app dies, the next run finds one of the two, and sends it once.
 */
async function deliverOnce(path: ProcedurePath, pack: Pack, shelf: Shelf): Promise<Delivery | null> {
  const owner = await knowOwner()
  if (owner === undefined) return { kind: 'refused', fault: networkError() }
  const parcel = await pack()
  if (!parcel) return null
  const key = newKey()
  const isKept = keepUnsent({ ...parcel, key, path, owner, savedAt: now().toISOString(), refusal: null })
  if (isKept) shelf.clear()
  else tell('手机快存满了，先别关掉，有网马上发')
  const canGo = onlineManager.isOnline() && parcel.photos.every((photo) => photo.fileId !== null)
  const attempt = canGo ? await sendUnsent(key) : null
  if (attempt?.kind === 'sent') return attempt
  if (!attempt || attempt.fault.isUncertain || isSomebodyElse(owner)) {
    void sendAll()
    return { kind: 'kept' }
  }
  shelf.fill()
  dropUnsent(key)
  return { kind: 'refused', fault: attempt.fault }
}

/**
 * Sends what a person has written now, or keeps it on the phone and sends it once when the network is back. It goes in
 * the name of who tapped, whoever uses the phone by the time it is packed.
 * @param path the mutation, e.g. `appeals.submit`
 * @param shelf where the form keeps its draft
 * @returns `deliver`, resolving to what became of it, or null when one is on its way already or it could not be packed;
 *   and `isBusy`
 */
export function useDelivery(path: ProcedurePath, shelf: Shelf) {
  const queries = useQueryClient()
  const isOnItsWay = useRef(false)
  const [isBusy, setBusy] = useState(false)

  const deliver = useCallback(
    async (pack: Pack): Promise<Delivery | null> => {
      if (isOnItsWay.current) return null
      isOnItsWay.current = true
      setBusy(true)
      try {
        return await deliverOnce(path, pack, shelf)
      } finally {
        isOnItsWay.current = false
        setBusy(false)
        for (const queryKey of renewedBy(path)) void queries.invalidateQueries({ queryKey })
      }
    },
    [path, queries, shelf],
  )

  return { deliver, isBusy }
}
