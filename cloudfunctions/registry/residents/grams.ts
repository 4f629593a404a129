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

const LETTER_OR_FIGURE = '0-9a-z'
const startsRun = new RegExp(`^[${LETTER_OR_FIGURE}]`)
const endsRun = new RegExp(`[${LETTER_OR_FIGURE}]$`)

/** A question's words, as patterns of PostgreSQL for name and address: whole numbers, so that 3号楼 is not found in 13号楼. */
export const patternsOf = (words: string): string[] =>
  wordsOf(words).map((word) => {
    const before = startsRun.test(word) ? `(^|[^${LETTER_OR_FIGURE}])` : ''
    const after = endsRun.test(word) ? `([^${LETTER_OR_FIGURE}]|$)` : ''
    return before + word.replace(/[^\p{L}\p{N}]/gu, '\\$&') + after
  })
