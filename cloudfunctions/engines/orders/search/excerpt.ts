const BEFORE = 10
const LENGTH = 36

const folded = (text: string) => text.normalize('NFKC').toLowerCase()

/**
 * The part of what was said that holds the first word which `shown` (title, place, number) does not, with … where it was
 * cut; null where all that was found stands there already.
 * @param words as `wordsOf` gives them
 */
export function excerptOf(text: string | null, shown: string, words: readonly string[]): string | null {
  const said = (text ?? '').replace(/\s+/g, ' ').trim()
  const word = words.find((one) => !folded(shown).includes(one) && folded(said).includes(one))
  if (!word) return null
  // One by one: folding may make one character many.
  const characters = [...said]
  const at = characters.findIndex((_, i) => folded(characters.slice(i).join('')).startsWith(word))
  const from = Math.max(0, at - BEFORE)
  const to = from + LENGTH
  return `${from > 0 ? '…' : ''}${characters.slice(from, to).join('')}${to < characters.length ? '…' : ''}`
}
