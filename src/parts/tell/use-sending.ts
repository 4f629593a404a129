import { useState } from 'react'
import { useDelivery } from '../../lib/deliver'
import { openPage } from '../../lib/open-page'
import { useSession } from '../../lib/session'
import { tell as say } from '../../lib/tell'
import { paths } from '../../paths'
import type { TellDraft } from './tell-draft'
import type { Tell } from './use-tell'

/** What became of a form that was sent. `sent` is null while it waits on the phone. */
export interface Outcome {
  sent: { id: string; code: string; promisedAt: string } | null
  draft: TellDraft
}

/**
 * Sends a filled form once. A guest is led to the sign-in first and finds everything still written.
 * @param extra fields beside those of the form
 */
export function useSending(
  path: 'appeals.submit' | 'appeals.register',
  tell: Tell,
  extra: Record<string, unknown> = {},
) {
  const { isGuest } = useSession()
  const { deliver, isBusy } = useDelivery(path, tell.shelf)
  const [outcome, setOutcome] = useState<Outcome | null>(null)

  const send = async () => {
    if (isGuest) return openPage(paths.login)
    const delivery = await deliver(async () => {
      const parcel = await tell.pack()
      return parcel && { ...parcel, input: { ...parcel.input, ...extra } }
    })
    if (!delivery) return
    if (delivery.kind === 'refused') return say(delivery.fault.message)
    setOutcome({
      sent: delivery.kind === 'sent' ? (delivery.output as { id: string; code: string; promisedAt: string }) : null,
      draft: tell.draft,
    })
    tell.discard()
  }

  return { send, isBusy, outcome }
}

/** Why the form cannot go yet, or null. */
export function lackOf({ draft, isBlank }: Tell): string | null {
  if (isBlank) return '说一段、写一句或拍一张，就能提交'
  return draft.place ? null : '选一下在哪儿，就能提交'
}
