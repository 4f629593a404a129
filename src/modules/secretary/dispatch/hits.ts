export interface Piece {
  text: string
  isHit: boolean
}

const folded = (text: string) => text.normalize('NFKC').toLowerCase()

/** What was typed, as words: 路灯 3号楼. */
export const wordsOf = (typed: string): string[] =>
  folded(typed)
    .split(/\s+/)
    .filter((word) => word !== '')

const HAN_ALONE = /^\p{Script=Han}$/u

/** Why these words cannot be looked for, or null. A word of one Chinese character stands in no list of pairs. */
export function lackOf(typed: string): string | null {
  const words = wordsOf(typed)
  if (words.length === 0) return '写上要找的，比如：路灯、3号楼、单子的编号'
  if (words.some((word) => HAN_ALONE.test(word)) || words.join('').length < 2) return '再多写一个字，每个词至少两个字'
  return null
}

/** A text cut where the words stand in it. */
export function piecesOf(text: string, words: readonly string[]): Piece[] {
  const characters = [...text]
  const isHit = characters.map(() => false)
  for (const word of words) {
    for (let at = 0; at < characters.length; at++) {
      let end = at
      let met = ''
      while (end < characters.length && met.length < word.length) met += folded(characters[end++]!)
      if (met === word) isHit.fill(true, at, end)
    }
  }
  const pieces: Piece[] = []
  characters.forEach((character, at) => {
    const last = pieces.at(-1)
    if (last?.isHit === isHit[at]) last!.text += character
    else pieces.push({ text: character, isHit: isHit[at]! })
  })
  return pieces
}
