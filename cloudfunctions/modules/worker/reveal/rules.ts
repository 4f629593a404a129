/** Numbers long enough to call or to know somebody by; a reason needs none, and would keep them in plain sight. */
const NUMBER = /\d[\d\s-]{5,}\d/

export const hasNumber = (words: string): boolean => NUMBER.test(words.normalize('NFKC'))
