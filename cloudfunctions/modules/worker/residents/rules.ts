import { PHONE_TAIL, SEARCH_WORDS_MIN } from '../../../contract/worker/residents'

/** Full years on a day; both as `1950-02-28`. */
export function ageOn(birthDate: string, day: string): number {
  const years = Number(day.slice(0, 4)) - Number(birthDate.slice(0, 4))
  return day.slice(5) < birthDate.slice(5) ? years - 1 : years
}

/** What somebody typed to find a person: words of a name or an address, and the end of a phone where it may be one. */
export function readQuestion(text: string): { words: string; tail: string | null } | { problem: string } {
  const words = text.normalize('NFKC').trim().replace(/\s+/g, ' ')
  if ([...words.replace(/ /g, '')].length < SEARCH_WORDS_MIN) return { problem: '至少写两个字，或者电话的最后 4 位' }
  return { words, tail: PHONE_TAIL.test(words) ? words : null }
}
