/** A title longer than this is a sentence: it is set smaller, or left to the words it was cut from. */
const TITLE_MAX = 18

export const isLongTitle = (title: string): boolean => [...title].length > TITLE_MAX

interface Subject {
  /** Null where the words say it all. */
  title: string | null
  /** What follows the title, or all the words; null where the title is all. */
  words: string | null
}

/** What an order's page says at its top. The server cuts the title from the words, which need not be read twice. */
export function subjectOf(title: string, text: string | null): Subject {
  const whole = text?.trim()
  if (!whole) return { title, words: null }
  if (!whole.startsWith(title)) return { title, words: whole }
  const rest = whole.slice(title.length).replace(/^[，。！？；、,.!?;\s]+/, '')
  if (isLongTitle(title)) return { title: null, words: whole }
  return { title, words: rest || null }
}
