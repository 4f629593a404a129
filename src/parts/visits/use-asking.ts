import { useState } from 'react'
import { VISIT_ASK_FILES_MAX, type VisitRequest } from '../../../cloudfunctions/contract/worker/visits'
import { useDelivery } from '../../lib/deliver'
import type { DraftPhoto } from '../../lib/drafts'
import type { ProcedurePath } from '../../lib/rpc'
import { useDraft } from '../../lib/use-draft'
import { usePhotos } from '../../lib/use-photos'

interface Draft {
  reason: VisitRequest
  text: string
  photos: DraftPhoto[]
  /** Whom to visit, where one may choose. */
  personId: string | null
}

interface Asking {
  path: Extract<ProcedurePath, 'visits.ask' | 'visits.askFor'>
  /** Of the draft: one for each form and person. */
  name: string
  reason: VisitRequest
  /** What the person calls it while it waits. */
  title: string
}

/** What becomes of it: on the server, or kept on the phone until the network is back. */
export type Outcome = { kind: 'sent'; id: string } | { kind: 'kept' }

/** A form that asks for a visit: kept at every change, sent once, and a refusal stays with what was written. */
export function useAsking({ path, name, reason, title }: Asking) {
  const blank: Draft = { reason, text: '', photos: [], personId: null }
  const { value: draft, change, discard, shelf } = useDraft(name, blank)
  const photos = usePhotos(
    draft.photos,
    (update) => change((before) => ({ photos: update(before.photos) })),
    VISIT_ASK_FILES_MAX,
  )
  const { deliver, isBusy } = useDelivery(path, shelf)
  const [refusal, setRefusal] = useState<string | null>(null)
  const send = async (personId: string): Promise<Outcome | null> => {
    setRefusal(null)
    const text = draft.text.trim()
    const delivery = await deliver(async () => {
      const uploaded = await photos.bringUp()
      return uploaded && { input: { personId, reason: draft.reason, ...(text && { text }) }, photos: uploaded, title }
    })
    if (!delivery) return null
    if (delivery.kind === 'refused') {
      setRefusal(delivery.fault.message)
      return null
    }
    discard()
    return delivery.kind === 'sent' ? { kind: 'sent', id: (delivery.output as { id: string }).id } : { kind: 'kept' }
  }
  return { draft, change, photos, send, isBusy, refusal }
}
