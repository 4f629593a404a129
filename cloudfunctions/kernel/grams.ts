/**
 * What a text is found by: each pair of neighbouring Han characters, and each run of letters and figures, in lower case.
 * Two Chinese characters are a word, so nothing needs a dictionary or a locale.
 */
export function gramsOf(text: string): string[] {
  const grams = new Set<string>()
  for (const [run] of text
    .normalize('NFKC')
    .toLowerCase()
    .matchAll(/\p{Script=Han}+|(?:(?!\p{Script=Han})[\p{L}\p{N}])+/gu)) {
    if (!/^\p{Script=Han}/u.test(run)) grams.add(run)
    else for (const gram of pairsOf([...run])) grams.add(gram)
  }
  return [...grams]
}

const pairsOf = (characters: string[]): string[] =>
  characters.length === 1 ? characters : characters.slice(1).map((character, i) => characters[i]! + character)

/** The words of a question, as they must stand in the text: 路灯 3号楼. */
export const wordsOf = (question: string): string[] =>
  question
    .normalize('NFKC')
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '')
