import { useCallback, useState } from 'react'
import { onOwnerChange } from './owner'
import { forgetText, keepJson, readJson } from './storage'

const NAMES = 'draft.names'
const draftKey = (name: string) => `draft.${name}`

const readNames = (): string[] => readJson<string[]>(NAMES) ?? []

function noteName(name: string): void {
  const names = readNames()
  if (!names.includes(name)) keepJson(NAMES, [...names, name])
}

onOwnerChange(() => {
  for (const name of readNames()) forgetText(draftKey(name))
  forgetText(NAMES)
})

/** Writes a form's contents before it is opened. */
export function keepDraft<T extends object>(name: string, value: T): boolean {
  noteName(name)
  return keepJson(draftKey(name), value)
}

/**
 * A form's contents, saved on the phone at every change and found again after a restart.
 * @param name one per form, with the record's id where the form is about one: `appeals.submit`, `desk.step.${id}`
 * @returns contents, a change of some fields, and `discard` for when it is sent or thrown away
 */
export function useDraft<T extends object>(name: string, blank: T) {
  const [value, setValue] = useState<T>(() => ({ ...blank, ...readJson<Partial<T>>(draftKey(name)) }))

  const change = useCallback(
    (part: Partial<T> | ((before: T) => Partial<T>)) => {
      setValue((before) => {
        const next = { ...before, ...(typeof part === 'function' ? part(before) : part) }
        keepDraft(name, next)
        return next
      })
    },
    [name],
  )

  const discard = useCallback(() => {
    forgetText(draftKey(name))
    setValue(blank)
  }, [name, blank])

  return { value, change, discard }
}
