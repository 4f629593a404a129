import { forgetText, keepText, readText } from './storage'

const OWNER = 'owner'

const leavers = new Set<() => void>()

/** Runs `forget` when somebody else starts to use this phone, so that nobody sends or reads another person's drafts. */
export function onOwnerChange(forget: () => void): void {
  leavers.add(forget)
}

/**
 * Notes who uses the phone; null after signing out. What a guest has written stays when they sign in, and what a person
 * has written stays when their session merely ends; it never passes to the next person.
 */
export function noteOwner(personId: string | null): void {
  const before = readText(OWNER)
  if (before === personId) return
  if (before !== null) for (const forget of leavers) forget()
  if (personId === null) forgetText(OWNER)
  else keepText(OWNER, personId)
}
