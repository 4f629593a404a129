import { afterAll, beforeAll, expect, test } from 'vitest'
import { systemClock } from '../../cloudfunctions/kernel/clock/clock'
import { createEncryption } from '../../cloudfunctions/kernel/encryption'
import { peopleByPhone } from '../../cloudfunctions/registry/people/store'
import { grantsOf } from '../../cloudfunctions/registry/roles/store'
import { type TestDatabase, testDatabase } from '../database'
import { TEST_KEYS } from '../keys'
import { collection, registryShell, SMALL_COUNTY } from './shell'

const PHONE = '16012345678'
const NAME = '钟守义'

let database: TestDatabase
let shell: ReturnType<typeof registryShell>
beforeAll(async () => {
  database = await testDatabase()
  shell = registryShell(database.appUrl)
})
afterAll(() => database.drop())

const make = (phone: string, name: string, ...more: string[]) =>
  shell.run('first-admin', '--phone', phone, '--name', name, '--place', '白河县', ...more)
const officers = async () => {
  const people = await peopleByPhone(database.db, createEncryption(TEST_KEYS), PHONE)
  return Promise.all(people.map((id) => grantsOf(database.db, id, systemClock.now())))
}

test('without the county there is no officer', async () => {
  expect(await make(PHONE, NAME)).toMatchObject({
    code: 1,
    complained: 'There is no such county. Import the places first.',
  })
  expect(await officers()).toEqual([])
})

test('two at once make one; nothing of who they are is printed', async () => {
  await shell.run('places', 'import', shell.file(collection(...SMALL_COUNTY)))
  const answers = await Promise.all([make(PHONE, NAME), make(PHONE, NAME)])
  expect(answers.map(({ code }) => code).sort()).toEqual([0, 1])
  const printed = JSON.stringify(answers)
  expect(printed).toContain('白河县 has its officer now')
  expect(printed).toContain('白河县 has an officer already')
  expect(printed).not.toMatch(/1601|钟|守义/)
  const [grants, ...others] = await officers()
  expect(others).toEqual([])
  expect(grants).toMatchObject([{ role: 'county', placeName: '白河县' }])
})

test('another is refused, unless it is meant', async () => {
  expect((await make('16087654321', '罗红梅')).code).toBe(1)
  expect((await make('16087654321', '罗红梅', '--force')).code).toBe(0)
  const { rows } = await database.pool.query(`select count(*)::int as n from role_grants where role = 'county'`)
  expect(rows).toEqual([{ n: 2 }])
})

test('once the officer is gone a new one is made, and who is known already stays one person', async () => {
  await database.pool.query('update role_grants set revoked_at = granted_at')
  expect((await make('+86 160 1234 5678', NAME)).code).toBe(0)
  expect(await officers()).toHaveLength(1)
})

test.each([
  [['first-admin', '--phone', PHONE], 2],
  [['first-admin', '--phone', PHONE, '--name', NAME, '--place', '白河县', PHONE], 2],
  [['first-admin', '--telephone', PHONE], 2],
  [['first-admin', '--phone', '12', '--name', NAME, '--place', '白河县'], 1],
  [['first-admin', '--phone', PHONE, '--name', ' ', '--place', '白河县'], 1],
  [['frist-admin', PHONE], 2],
])('what is not understood or wrong is told without repeating it: %s', async (words, code) => {
  const answer = await shell.run(...words)
  expect(answer.code).toBe(code)
  expect(answer.complained).not.toBe('')
  expect(JSON.stringify(answer)).not.toMatch(/1601|守义/)
})

test('help tells every command; missing settings are named', async () => {
  const { code, said } = await shell.run('--help')
  expect(code).toBe(0)
  for (const command of ['first-admin', 'places import', 'places export']) expect(said).toContain(command)
  expect((await shell.run('places', 'import', '--help')).said).toContain('All or nothing')
  const { LINLI_KEYS } = shell.env
  shell.env.LINLI_KEYS = ''
  expect((await make(PHONE, NAME)).complained).toContain('Missing settings: LINLI_KEYS')
  shell.env.LINLI_KEYS = LINLI_KEYS
})
