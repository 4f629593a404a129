import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** How far the phone pages are; written by the launcher, shown by the page. */
export interface BuildProgress {
  state: 'building' | 'ready' | 'failed'
  /** 0–100, guessed from how long it took last time until it is ready. */
  percent: number
  seconds: number
  /** Last words of a build that failed. */
  detail: string | null
  /** How long the last whole build took. */
  lastSeconds: number | null
}

const NOT_BEGUN: BuildProgress = { state: 'building', percent: 0, seconds: 0, detail: null, lastSeconds: null }

const fileIn = (dataDir: string) => join(dataDir, 'h5-build.json')

export function readProgress(dataDir: string): BuildProgress {
  try {
    return JSON.parse(readFileSync(fileIn(dataDir), 'utf8')) as BuildProgress
  } catch {
    return NOT_BEGUN
  }
}

export function writeProgress(dataDir: string, progress: BuildProgress): void {
  const file = fileIn(dataDir)
  writeFileSync(`${file}.new`, JSON.stringify(progress))
  renameSync(`${file}.new`, file)
}
