import type { Encryption } from '../../kernel/encryption'
import { gramsOf } from '../../kernel/grams'

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
