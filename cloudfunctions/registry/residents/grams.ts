import type { Encryption } from '../../kernel/encryption'
import { gramsOf, wordsOf } from '../../kernel/grams'

/** What the last four digits of a phone are found by in one community: useless in any other. */
export const phoneTail = ({ encryption }: { encryption: Encryption }, communityId: string, digits: string): string =>
  encryption.blindIndex(`phoneTail.${communityId}`, digits.slice(-4))

/** A mark for each place that somebody lives in, so that whoever looks is let in by their own places alone. */
export const placeMark = (placeId: string): string => `@${placeId}`

/** What a resident is found by: pairs of the name and the address, and marks of the places above. */
export const gramsOfResident = (name: string, homeLabel: string, path: readonly string[]): string[] => [
  ...gramsOf(`${name} ${homeLabel}`),
  ...path.map(placeMark),
]

/** A word as it must stand in a name or address. */
export interface WordAsked {
  /** For LIKE. */
  like: string
  /** For a regular expression, where the word begins or ends within a number or name in letters: 3号楼 is not in 13号楼. */
  pattern: string | null
  /** The text is to be put in lower case first, which takes longer than looking through it. */
  hasLetters: boolean
}

const LETTER_OR_FIGURE = '0-9a-z'
const startsRun = new RegExp(`^[${LETTER_OR_FIGURE}]`)
const endsRun = new RegExp(`[${LETTER_OR_FIGURE}]$`)

export const wordsAsked = (words: string): WordAsked[] =>
  wordsOf(words).map((word) => {
    const before = startsRun.test(word) ? `(^|[^${LETTER_OR_FIGURE}])` : ''
    const after = endsRun.test(word) ? `([^${LETTER_OR_FIGURE}]|$)` : ''
    return {
      like: `%${word.replace(/[\\%_]/g, '\\$&')}%`,
      pattern: before || after ? before + word.replace(/[^\p{L}\p{N}]/gu, '\\$&') + after : null,
      hasLetters: /\p{L}/u.test(word.replace(/\p{Script=Han}/gu, '')),
    }
  })
