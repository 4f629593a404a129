import { type ReactNode, useEffect, useState } from 'react'
import { REVEAL_SHOWN_SECONDS } from '../../../cloudfunctions/contract/account/privacy'
import type { ValueField } from '../../../cloudfunctions/contract/items'
import { RevealSheet } from './reveal-sheet'

/** One field of one person, or one of what they have several of. */
export interface Asked {
  personId: string
  name: string
  field: ValueField
  itemId?: string
}

export interface Reveal {
  /** The value in full while it is shown, else null. */
  valueOf: (personId: string, field: ValueField, itemId?: string) => string | null
  /** Asks why, then shows; hides what is shown. */
  toggle: (asked: Asked) => void
  /** To be drawn at the page's end. */
  sheet: ReactNode
}

/**
 * Shows one sensitive value at a time, for half a minute, and keeps it nowhere else. Within that time nobody asks the
 * server again, so nothing is written twice; whatever reaches the server is written down each time.
 */
export function useReveal(): Reveal {
  const [asked, ask] = useState<Asked | null>(null)
  const [shown, show] = useState<(Asked & { value: string }) | null>(null)
  useEffect(() => {
    if (!shown) return
    const timer = setTimeout(() => show(null), REVEAL_SHOWN_SECONDS * 1000)
    return () => clearTimeout(timer)
  }, [shown])
  const isShown = (personId: string, field: ValueField, itemId?: string) =>
    shown?.personId === personId && shown.field === field && shown.itemId === itemId
  return {
    valueOf: (personId, field, itemId) => (shown && isShown(personId, field, itemId) ? shown.value : null),
    toggle: (next) => (isShown(next.personId, next.field, next.itemId) ? show(null) : ask(next)),
    sheet: asked ? (
      <RevealSheet
        key={`${asked.personId} ${asked.itemId ?? asked.field}`}
        asked={asked}
        onShown={(value) => show({ ...asked, value })}
        onClose={() => ask(null)}
      />
    ) : null,
  }
}
