import {
  dataDamaged,
  dataUnreachable,
  dataWrongVersion,
  diskFull,
  type Problem,
  postgresFailed,
  secretsLost,
} from '../problem'

export const POSTGRES_VERSION = '18'

export interface Where {
  folder: string
  log: string
}

/** Why a server did not start, read from what it wrote. */
export function problemFromLog(text: string, { folder, log }: Where): Problem {
  if (/No space left on device/i.test(text)) return diskFull(folder)
  const version = /initialized by PostgreSQL version (\S+?),/.exec(text)?.[1]
  if (version) return dataWrongVersion(folder, version, POSTGRES_VERSION)
  if (/Permission denied|has wrong ownership|invalid permissions/i.test(text)) return dataUnreachable(folder)
  if (/could not (?:create|map|resize) .*(?:shared memory|semaphores)|Cannot allocate memory/i.test(text))
    return postgresFailed(log)
  if (/PANIC|FATAL/.test(text)) return dataDamaged(folder, log)
  return postgresFailed(log)
}

const DAMAGE_STATES = new Set(['XX001', 'XX002', '58P01'])

/** What a thrown file or SQL error means to the person at the terminal; null when it is not about the machine. */
export function problemFromError(error: unknown, { folder, log }: Where, secretsFile: string): Problem | null {
  const { code, cause } = (error ?? {}) as { code?: unknown; cause?: unknown }
  if (code === 'ENOSPC' || code === '53100') return diskFull(folder)
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') return dataUnreachable(folder)
  if (code === '28P01') return secretsLost(secretsFile)
  if (typeof code === 'string' && DAMAGE_STATES.has(code)) return dataDamaged(folder, log)
  return cause ? problemFromError(cause, { folder, log }, secretsFile) : null
}
