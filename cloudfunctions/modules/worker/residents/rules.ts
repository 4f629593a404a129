import { PHONE_TAIL, SEARCH_WORDS_MIN } from '../../../contract/worker/residents'

/** What somebody typed to find a person: words of a name or an address, and the end of a phone where it may be one. */
export function readQuestion(text: string): { words: string; tail: string | null } | { problem: string } {
  const words = text
    .normalize('NFKC')
    .trim()
    .replace(/\s+/g, ' ')
    // A name and a room written together: 明月302.
    .replace(/(\p{Script=Han})(\d{3,4})$/u, '$1 $2')
  if ([...words.replace(/ /g, '')].length < SEARCH_WORDS_MIN) return { problem: '至少写两个字，或者电话的最后 4 位' }
  return { words, tail: PHONE_TAIL.test(words) ? words : null }
}
