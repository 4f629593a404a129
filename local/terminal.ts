import { join } from 'node:path'
import { problemFromError } from './postgres/failures'
import { Problem } from './problem'
import { type LocalSettings, secretsFileOf } from './settings'

/** One calm line to the person at the terminal. */
export const say = (line: string): void => console.log(`邻里通 · ${line}`)

/** The typed problem behind a thrown value; the value itself when it is none of those we know. */
export function asProblem(error: unknown, settings: LocalSettings): unknown {
  if (error instanceof Problem) return error
  const where = { folder: settings.dataDir, log: join(settings.dataDir, 'postgres.log') }
  return problemFromError(error, where, secretsFileOf(settings)) ?? error
}

/** What happened, without a stack. */
export function explain(error: unknown, settings: LocalSettings): string {
  const known = asProblem(error, settings)
  if (known instanceof Problem) return known.message
  return `没想到的问题（unexpected）：${error instanceof Error ? error.message : String(error)}`
}
