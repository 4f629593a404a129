import { type ReactNode, useEffect, useState } from 'react'
import { REVEAL_SHOWN_SECONDS } from '../../../cloudfunctions/contract/account/privacy'
import type { PersonField } from '../../../cloudfunctions/contract/registry'
import { RevealSheet } from './reveal-sheet'

/** One field of one person. */
export interface Asked {
  personId: string
  name: string
  field: PersonField
}

export interface Reveal {
  /** The value in full while it is shown, else null. */
  valueOf: (personId: string, field: PersonField) => string | null
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
  const isShown = (personId: string, field: PersonField) => shown?.personId === personId && shown.field === field
  return {
    valueOf: (personId, field) => (shown && isShown(personId, field) ? shown.value : null),
    toggle: (next) => (isShown(next.personId, next.field) ? show(null) : ask(next)),
    sheet: asked ? (
      <RevealSheet
        key={`${asked.personId} ${asked.field}`}
        asked={asked}
        onShown={(value) => show({ ...asked, value })}
        onClose={() => ask(null)}
      />
    ) : null,
  }
}
