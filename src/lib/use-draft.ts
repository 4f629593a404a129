import { useCallback, useMemo, useRef, useState } from 'react'
import { mayStay, ownerAfter, slimDraft } from './drafts'
import { currentOwner, type Owner, onLeaving, useOwner, watchOwner } from './owner'
import { forgetText, keepJson, readJson } from './storage'
import { tell } from './tell'

const NAMES = 'draft.names'
const GUEST = 'guest'

const slotsOf = (personId: string | null) => `draft.${personId ?? GUEST}.`
const slotOf = (name: string, owner: string | null) => slotsOf(owner) + name

const readSlots = (): string[] => readJson<string[]>(NAMES) ?? []

function noteSlot(slot: string): void {
  const slots = readSlots()
  if (!slots.includes(slot)) keepJson(NAMES, [...slots, slot])
}

function forgetSlots(prefix: string): void {
  const slots = readSlots()
  for (const slot of slots) if (slot.startsWith(prefix)) forgetText(slot)
  keepJson(
    NAMES,
    slots.filter((slot) => !slot.startsWith(prefix)),
  )
}

onLeaving((personId) => forgetSlots(slotsOf(personId)))

// What a guest has written becomes theirs as they sign in.
watchOwner(() => {
  const owner = currentOwner()
  if (typeof owner !== 'string') return
  for (const slot of readSlots().filter((one) => one.startsWith(slotsOf(null)))) {
    const value = readJson<object>(slot)
    forgetText(slot)
    if (value) keepInSlot(slotOf(slot.slice(slotsOf(null).length), owner), value)
  }
  forgetSlots(slotsOf(null))
})

/** Takes the bytes of pictures out of the other drafts, so that the words of this one find room. */
function makeRoom(slot: string): void {
  for (const other of readSlots()) {
    const value = other === slot ? null : readJson<object>(other)
    if (value) keepJson(other, slimDraft(value))
  }
}

let isFullTold = false

function keepInSlot(slot: string, value: object): void {
  noteSlot(slot)
  if (keepJson(slot, value)) return
  const slim = slimDraft(value)
  if (!keepJson(slot, slim)) {
    makeRoom(slot)
    keepJson(slot, slim)
  }
  if (!isFullTold) tell('手机快存满了，字都留着，照片可能要重新选')
  isFullTold = true
}

/** Writes a form's contents before it is opened, for who uses the phone. */
export function keepDraft<T extends object>(name: string, value: T): void {
  const owner = currentOwner()
  if (owner !== undefined) keepInSlot(slotOf(name, owner), value)
}

/** Where a form keeps its draft, for whoever sends it. */
export interface Shelf {
  /** Off the phone's store, not off the screen: what is sent is kept elsewhere now. */
  clear: () => void
  /** Back, as it now is: it was not taken. */
  fill: () => void
}

interface Held<T> {
  owner: Owner
  value: T
  isTouched: boolean
}

const read = <T extends object>(name: string, blank: T, owner: Owner): Held<T> => {
  const kept = owner === undefined ? null : readJson<Partial<T>>(slotOf(name, owner))
  return { owner, value: { ...blank, ...kept }, isTouched: false }
}

/** What stands in the form once `present` looks at it. */
function passOn<T extends object>(held: Held<T>, name: string, blank: T, present: Owner): Held<T> {
  const isNewlyKnown = held.owner === undefined && present !== undefined && !held.isTouched
  if (isNewlyKnown || !mayStay(held.owner, present)) return read(name, blank, present)
  const owner = ownerAfter(held.owner, present)
  return owner === held.owner ? held : { ...held, owner }
}

/**
 * A form's contents, saved on the phone at every change and found again after a restart, by the same person.
 * @param name one per form, with the record's id where the form is about one: `appeals.submit`, `desk.step.${id}`
 * @returns contents, a change of some fields, `discard` for when it is sent or thrown away, and the `shelf`
 */
export function useDraft<T extends object>(name: string, blank: T) {
  const present = useOwner()
  const [kept, setHeld] = useState<Held<T>>(() => read(name, blank, present))
  const held = passOn(kept, name, blank, present)
  if (held !== kept) setHeld(held)
  const latest = useRef(held)
  latest.current = held
  const isOffShelf = useRef(false)

  const change = useCallback(
    (part: Partial<T> | ((before: T) => Partial<T>)) => {
      setHeld((before) => {
        const value = { ...before.value, ...(typeof part === 'function' ? part(before.value) : part) }
        if (before.owner !== undefined && !isOffShelf.current) keepInSlot(slotOf(name, before.owner), value)
        return { ...before, value, isTouched: true }
      })
    },
    [name],
  )

  const shelf = useMemo<Shelf>(() => {
    const slot = () => slotOf(name, latest.current.owner ?? null)
    return {
      clear: () => {
        isOffShelf.current = true
        forgetText(slot())
      },
      fill: () => {
        isOffShelf.current = false
        keepInSlot(slot(), latest.current.value)
      },
    }
  }, [name])

  const discard = useCallback(() => {
    isOffShelf.current = false
    forgetText(slotOf(name, latest.current.owner ?? null))
    setHeld((before) => ({ ...before, value: blank, isTouched: false }))
  }, [name, blank])

  return { value: held.value, change, discard, shelf }
}
