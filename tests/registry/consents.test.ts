import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { CONSENT_TEXTS } from '../../cloudfunctions/contract/account/privacy'
import { giveConsent, revokeConsent } from '../../cloudfunctions/registry/consents/consent'
import { isMinor, mayConsent } from '../../cloudfunctions/registry/consents/rules'
import { agreesTo, consentsOf } from '../../cloudfunctions/registry/consents/store'
import { historyOf } from '../../cloudfunctions/registry/facts/store'
import { guardiansOf } from '../../cloudfunctions/registry/guardianships/store'
import { personId } from '../../local/county/cast'
import { seededId } from '../../local/county/seed'
import { countyDatabase, NOW } from './county-database'
import { recording } from './told'

let county: Awaited<ReturnType<typeof countyDatabase>>
beforeAll(async () => {
  county = await countyDatabase()
})
afterAll(() => county.drop())

const DAY = '2026-11-26'

test.each([
  ['born the day after 14 years ago', '2012-11-27', true],
  ['14 today', '2012-11-26', false],
  ['grown up', '1980-01-01', false],
  ['of unknown birth', null, false],
])('%s', (_title, birthDate, expected) => {
  expect(isMinor(birthDate, DAY)).toBe(expected)
})

const CHILD = '2020-06-01'
const ADULT = '1980-06-01'
test.each([
  ['a child for itself', CHILD, 'self', [], false],
  ['a child for itself, though it has a guardian', CHILD, 'self', ['mother'], false],
  ['a guardian for the child', CHILD, 'mother', ['mother'], true],
  ['somebody else for the child', CHILD, 'stranger', ['mother'], false],
  ['a child that is its own guardian', CHILD, 'self', ['self'], false],
  ['an adult', ADULT, 'self', [], true],
  ['a guardian for an adult', ADULT, 'mother', ['mother'], false],
])('%s may consent or not', (_title, birthDate, giverId, guardianIds, expected) => {
  expect(mayConsent({ personId: 'self', birthDate, giverId, guardianIds, day: DAY })).toBe(expected)
})

const give = (given: { personId: string; giverId: string; purpose: 'minor' | 'health' }) =>
  county.db.transaction((tx) => giveConsent(recording(county.encryption), tx, { ...given, now: NOW }))
const revoke = (consentId: string, actorId: string) =>
  county.db.transaction((tx) => revokeConsent(recording(county.encryption), tx, { consentId, actorId, now: NOW }))

test('a child of the county cannot agree; its guardian can, and takes it back with effect at once', async () => {
  const { db } = county
  const { rows } = await db.execute<{ id: string }>(
    sql`select id from people where birth_date > '2013-01-01' and state = 'active' order by id limit 1`,
  )
  const child = rows[0]!.id
  const [mother, stranger] = [personId('resident'), personId('neighbour')]
  await expect(give({ personId: child, giverId: child, purpose: 'minor' })).rejects.toMatchObject({
    code: 'access.forbidden',
  })
  await expect(give({ personId: child, giverId: mother, purpose: 'minor' })).rejects.toMatchObject({
    code: 'access.forbidden',
  })
  await db.execute(sql`insert into guardianships (id, person_id, guardian_id, relation, state, basis, asked_at, since)
    values (${seededId('guardian')}, ${child}, ${mother}, 'mother', 'active', 'parent', ${NOW.toISOString()}, ${NOW.toISOString()})`)
  expect((await guardiansOf(db, child, NOW)).map(({ personId }) => personId)).toEqual([mother])
  await expect(give({ personId: child, giverId: stranger, purpose: 'minor' })).rejects.toMatchObject({
    code: 'access.forbidden',
  })
  await give({ personId: child, giverId: mother, purpose: 'minor' })
  await give({ personId: child, giverId: mother, purpose: 'minor' })
  expect(await agreesTo(db, child, 'minor', NOW)).toBe(true)
  const given = await consentsOf(db, [child])
  expect(given).toHaveLength(1)
  expect(given[0]).toMatchObject({ givenBy: mother, textVersion: CONSENT_TEXTS.minor.version })
  await expect(revoke(given[0]!.id, stranger)).rejects.toMatchObject({ code: 'record.not_found' })
  await revoke(given[0]!.id, mother)
  expect(await agreesTo(db, child, 'minor', NOW)).toBe(false)
})

test('taking back the consent ends the guardianship that rests on it, with a line of history', async () => {
  const { db } = county
  const elder = personId('elder')
  const [consent] = await consentsOf(db, [elder])
  const [guardianship] = await guardiansOf(db, elder, NOW)
  expect(guardianship).toMatchObject({ personId: personId('family'), relation: 'daughter' })
  await revoke(consent!.id, elder)
  await revoke(consent!.id, elder)
  expect(await guardiansOf(db, elder, NOW)).toEqual([])
  const released = (await historyOf(db, elder)).filter(({ action }) => action === 'release')
  expect(released.map(({ subjectId }) => subjectId)).toEqual([guardianship!.id])
})
