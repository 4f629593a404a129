import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Role } from '../../cloudfunctions/contract/roles'
import { isUsable, isWithin, mayApprove, mayAsk, needsApproval } from '../../cloudfunctions/registry/approvals/rules'
import { insertApproval, saveApproval } from '../../cloudfunctions/registry/approvals/store'
import { type ListAsked, useApproval } from '../../cloudfunctions/registry/approvals/use'
import { personId, placeIds } from '../../local/county/cast'
import { seededId } from '../../local/county/seed'
import { countyDatabase, NOW } from './county-database'

const HOUR = 3_600_000
const PATH = ['county', 'subdistrict', 'community']
const at = (role: Role, placeId: string) => [{ role, placeId }]

test('up to 200 people are free, in one list and in all of a day', () => {
  const sizes = [
    { people: 1, together: 1 },
    { people: 200, together: 200 },
    { people: 201, together: 201 },
    { people: 10, together: 201 },
  ]
  expect(sizes.map(needsApproval)).toEqual([false, false, true, true])
})

test('a list may grow by a twentieth after the yes', () => {
  expect([299, 300, 315, 316].map((people) => isWithin(people, 300))).toEqual([true, true, true, false])
})

test.each([
  ['the secretary of the community', at('secretary', 'community'), true],
  ['above it', at('subdistrict', 'subdistrict'), true],
  ['the secretary of another', at('secretary', 'elsewhere'), false],
  ['its grid worker', at('gridWorker', 'community'), false],
  ['nobody in particular', [], false],
])('%s may ask or not', (_title, grants, expected) => {
  expect(mayAsk(grants, PATH)).toBe(expected)
})

test('a second one of the place or above approves, never who asked', () => {
  const asked = { askedBy: 'a', placePath: PATH }
  expect(mayApprove({ personId: 'a', grants: at('county', 'county') }, asked)).toBe(false)
  expect(mayApprove({ personId: 'b', grants: at('secretary', 'community') }, asked)).toBe(true)
  expect(mayApprove({ personId: 'b', grants: at('county', 'county') }, asked)).toBe(true)
  expect(mayApprove({ personId: 'b', grants: at('secretary', 'elsewhere') }, asked)).toBe(false)
})

test.each([
  ['fresh', 'approved', 0, null, true],
  ['just before its end', 'approved', 24, null, true],
  ['a moment after', 'approved', 24.001, null, false],
  ['used', 'approved', 0, NOW, false],
  ['refused', 'refused', 0, null, false],
  ['not decided', 'asked', null, null, false],
] as const)('an approval that is %s', (_title, state, hours, usedAt, expected) => {
  const decidedAt = hours === null ? null : new Date(NOW.getTime() - hours * HOUR)
  expect(isUsable({ state, decidedAt, usedAt }, NOW)).toBe(expected)
})

let county: Awaited<ReturnType<typeof countyDatabase>>
beforeAll(async () => {
  county = await countyDatabase()
})
afterAll(() => county.drop())

const list = {
  kind: 'residents' as const,
  placeId: placeIds.community,
  filter: { tag: 'livesAlone' as const },
  purpose: 'care' as const,
  people: 300,
  askedBy: personId('secretary'),
}

async function approved(name: string): Promise<string> {
  const id = seededId(name)
  await county.db.transaction(async (tx) => {
    const row = { id, communityId: placeIds.community }
    await insertApproval(tx, { ...row, ...list, askedAt: NOW, state: 'asked' })
    await saveApproval(tx, row, { state: 'approved', decidedBy: personId('subdistrict'), decidedAt: NOW })
  })
  return id
}

const use = (approvalId: string, more: Partial<ListAsked> = {}, now = NOW) =>
  county.db.transaction((tx) => useApproval(tx, approvalId, { ...list, ...more }, now))
const refusal = { code: 'list.approval_needed' }

test('an approval is for one person, place, purpose and list, and for one use, also when ten come at once', async () => {
  await expect(use(seededId('no approval'))).rejects.toMatchObject(refusal)
  const id = await approved('one use')
  const others: Partial<ListAsked>[] = [
    { askedBy: personId('subdistrict') },
    { placeId: placeIds.otherCommunity },
    { purpose: 'benefit' },
    { filter: {} },
    { filter: { tag: 'livesAlone', sex: 'male' } },
    { people: 316 },
  ]
  for (const other of others) await expect(use(id, other)).rejects.toMatchObject(refusal)
  await expect(use(id, {}, new Date(NOW.getTime() + 25 * HOUR))).rejects.toMatchObject(refusal)
  const ten = await Promise.allSettled(Array.from({ length: 10 }, () => use(id)))
  expect(ten.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
})

test('the database itself refuses an asker who approves', async () => {
  const id = await approved('own')
  await expect(
    county.db.execute(sql`update list_approvals set decided_by = asked_by where id = ${id}`),
  ).rejects.toMatchObject({ cause: { constraint: 'list_approvals_second' } })
})
