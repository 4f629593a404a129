import { forgetText, keepText, readText } from './storage'

const TOKEN = 'session'

export const readToken = (): string | null => readText(TOKEN)

export const keepToken = (token: string): boolean => keepText(TOKEN, token)

/** Forgets the session, unless another one has taken its place meanwhile. */
export function dropToken(expected: string | null = readToken()): void {
  if (expected !== null && readToken() === expected) forgetText(TOKEN)
}
