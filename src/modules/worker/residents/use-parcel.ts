import { useState } from 'react'
import { useDelivery } from '../../../lib/deliver'
import type { ProcedurePath } from '../../../lib/rpc'
import { tell } from '../../../lib/tell'
import { useDraft } from '../../../lib/use-draft'

interface Parcelled<T> {
  path: Extract<ProcedurePath, `residents.${string}`>
  /** One per sheet and record. */
  name: string
  blank: T
  /** Told when it has arrived. */
  done: string
  onClose: () => void
}

/**
 * A sheet that changes the registry: its draft is kept at every change, what it says goes now or when the network is
 * back. A refusal stays in the sheet, with what was written.
 */
export function useParcel<T extends object>({ path, name, blank, done, onClose }: Parcelled<T>) {
  const { value: draft, change, discard, shelf } = useDraft(name, blank)
  const { deliver, isBusy } = useDelivery(path, shelf)
  const [refusal, setRefusal] = useState<string | null>(null)
  const send = async (input: Record<string, unknown>, title: string) => {
    setRefusal(null)
    const delivery = await deliver(() => ({ input, photos: [], title }))
    if (!delivery) return
    if (delivery.kind === 'refused') {
      const [problem] = Object.values(delivery.fault.fields ?? {})
      return setRefusal(problem ?? delivery.fault.message)
    }
    tell(delivery.kind === 'sent' ? done : '没连上网，已存在手机上，有网自动发')
    discard()
    onClose()
  }
  return { draft, change, send, isBusy, refusal }
}
