import { expect, test } from 'vitest'
import { guess } from '../../local/h5/build'
import { problemFromError, problemFromLog } from '../../local/postgres/failures'

const where = { folder: '/srv/linli/.data', log: '/srv/linli/.data/postgres.log' }

test.each([
  ['PANIC:  could not write to file "pg_wal/xlogtemp.9": No space left on device', 'disk.full'],
  [
    'FATAL:  database files are incompatible with server\nDETAIL:  The data directory was initialized by PostgreSQL version 15, which is not compatible with this version 18.4.',
    'data.wrong_version',
  ],
  ['FATAL:  data directory "/srv" has wrong ownership', 'data.unreachable'],
  ['FATAL:  could not create shared memory segment: Cannot allocate memory', 'postgres.failed'],
  ['PANIC:  could not locate a valid checkpoint record at 0/1', 'data.damaged'],
  ['Illegal instruction', 'postgres.failed'],
])('%s', (text, code) => {
  expect(problemFromLog(text, where)).toMatchObject({ code })
})

test('errors of files and of SQL mean the same to the person, however deep they are wrapped', () => {
  const of = (error: unknown) => problemFromError(error, where, '/srv/linli/.data/secrets.json')?.code ?? null
  expect(of({ code: 'ENOSPC' })).toBe('disk.full')
  expect(of({ code: '53100' })).toBe('disk.full')
  expect(of({ cause: { cause: { code: 'XX001' } } })).toBe('data.damaged')
  expect(of({ code: 'EACCES' })).toBe('data.unreachable')
  expect(of({ code: '28P01' })).toBe('secrets.lost')
  expect(of({ code: '23505' })).toBeNull()
  expect(of(undefined)).toBeNull()
})

test('a build that takes longer than last time never claims to be done', () => {
  const shown = Array.from({ length: 600 }, (_, seconds) => guess(seconds, 60))
  expect(shown[30]).toBe(50)
  expect(shown.every((percent, i) => percent <= 99 && percent >= (shown[i - 1] ?? 0))).toBe(true)
})
