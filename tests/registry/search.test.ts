import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { gramsAsked, gramsOf } from '../../cloudfunctions/kernel/grams'
import { phoneTail } from '../../cloudfunctions/registry/residents/grams'
import { findResidents, type ResidentQuestion } from '../../cloudfunctions/registry/residents/search/store'
import { personId, placeId, placeIds } from '../../local/county/cast'
import { countyDatabase } from './county-database'

interface Row {
  personId: string
  communityId: string
  name: string
  label: string
  path: string[]
}

let county: Awaited<ReturnType<typeof countyDatabase>>
let all: Row[]
beforeAll(async () => {
  county = await countyDatabase()
  const { rows } = await county.pool.query<Row>(`
    select r.person_id as "personId", r.community_id as "communityId", r.name, r.home_label as label, p.path
    from residents r join homes h on h.id = r.home_id join places p on p.id = h.entrance_id
    order by r.name, r.person_id`)
  all = rows
})
afterAll(() => county.drop())

const find = (question: Partial<ResidentQuestion>) =>
  findResidents(county.db, { placeIds: [placeIds.county], limit: 20, ...question })
const idsOf = (rows: readonly { communityId: string; personId: string }[]) =>
  rows.map(({ communityId, personId }) => `${communityId} ${personId}`)

/** Whole numbers only: 3号楼 is no part of 13号楼. */
const has = (text: string, word: string) =>
  [...text.matchAll(new RegExp(word, 'g'))].some(({ index }) => {
    const isFigure = (at: number) => /[0-9]/.test(text[at] ?? '')
    const last = index + word.length
    return !(isFigure(index) && isFigure(index - 1)) && !(isFigure(last - 1) && isFigure(last))
  })
const expected = (placeId: string, words: string) =>
  all.filter(
    ({ name, label, path }) =>
      path.includes(placeId) && words.split(' ').every((word) => has(name, word) || has(label, word)),
  )

const SCOPES = {
  county: placeIds.county,
  subdistrict: placeIds.subdistrict,
  community: placeIds.community,
  grid: placeIds.grid,
  building: placeIds.building,
}
const WORDS = [
  '秀英',
  '王秀',
  '建国',
  '小区',
  '号楼',
  '1单元',
  '3号楼',
  '13号楼',
  '苑3号楼',
  '檀溪苑3号楼2单元501',
  '檀溪 501',
  '建国 花园',
  '花园1号楼',
  '鸵鸟',
]

describe('residents are found', () => {
  test.each(Object.entries(SCOPES))(
    'by words of name and address, all of them, in order: in a %s',
    async (_, place) => {
      for (const words of WORDS) {
        const whole = expected(place, words)
        expect(idsOf(await find({ placeIds: [place], words })), words).toEqual(idsOf(whole.slice(0, 20)))
        expect(idsOf(await find({ placeIds: [place], words, limit: 10_000 })), words).toEqual(idsOf(whole))
      }
      expect(expected(SCOPES.county, '号楼').length).toBeGreaterThan(5000)
      expect(expected(SCOPES.county, '苑3号楼').length).toBeGreaterThan(0)
    },
  )

  test.each(['号楼', '秀英', '小区 1单元'])('page after page without a gap or a repeat: %s', async (words) => {
    const whole = expected(placeIds.county, words)
    const found: string[] = []
    for (let after: ResidentQuestion['after'] = null; ; ) {
      const page = await find({ words, after, limit: 150 })
      found.push(...idsOf(page))
      if (page.length < 150) break
      after = { name: page.at(-1)!.name, personId: page.at(-1)!.personId }
    }
    expect(found).toEqual(idsOf(whole))
  })

  test('in several places at once, wide and narrow, and in none', async () => {
    const places = [placeIds.grid, placeId('枣林社区')]
    const whole = all.filter(({ path, label }) => has(label, '1单元') && places.some((id) => path.includes(id)))
    expect(idsOf(await find({ placeIds: places, words: '1单元', limit: 5000 }))).toEqual(idsOf(whole))
    const mixed = [placeIds.grid, placeId('运河街道')]
    const both = all.filter(({ path, label }) => has(label, '1单元') && mixed.some((id) => path.includes(id)))
    expect(idsOf(await find({ placeIds: mixed, words: '1单元', limit: 5000 }))).toEqual(idsOf(both))
    expect(await find({ placeIds: [], words: '1单元' })).toEqual([])
    expect(await find({ placeIds: [personId('worker')], words: '1单元' })).toEqual([])
  })

  test('by a phone’s last digits at one’s own places alone', async () => {
    const { rows } = await county.pool.query(`select community_id, phone_tail, person_id from residents
      where phone_tail is not null and grid_id = '${placeIds.grid}' limit 1`)
    const [{ community_id: communityId, phone_tail: tail, person_id }] = rows
    const phoneTails = [{ communityId, tail }]
    expect((await find({ phoneTails })).map((r) => r.personId)).toContain(person_id)
    expect((await find({ phoneTails, placeIds: [placeIds.grid] })).map((r) => r.personId)).toContain(person_id)
    expect((await find({ phoneTails, placeIds: [placeIds.otherGrid] })).map((r) => r.personId)).not.toContain(person_id)
    const elsewhere = placeId('枣林社区')
    expect(await find({ phoneTails: [{ communityId: elsewhere, tail }] })).toEqual([])
    const other = phoneTail(county, elsewhere, '0000')
    expect(other).not.toBe(phoneTail(county, communityId, '0000'))
  })

  test('with a tag or of an age, words or not', async () => {
    const { rows } =
      await county.pool.query(`select community_id as "communityId", person_id as "personId" from residents
      where tags @> '{veteran}' and birth_date <= '1966-11-26' order by name, person_id`)
    expect(rows.length).toBeGreaterThan(10)
    const question = { tags: ['veteran'], bornUntil: '1966-11-26', limit: 1000 }
    expect(idsOf(await find(question))).toEqual(idsOf(rows))
    const named = new Set(idsOf(expected(placeIds.county, '1单元')))
    expect(idsOf(await find({ ...question, words: '1单元' }))).toEqual(idsOf(rows).filter((id) => named.has(id)))
  })

  test('marks and signs in the words are words, not patterns', async () => {
    for (const words of ['.*', '建国.*', '(', '\\', '[王]', '%%', '建_'])
      expect(await find({ words }), words).toEqual([])
  })
})

test('a number among characters is a gram of its own', () => {
  expect(gramsOf('檀溪苑13号楼2单元501')).toEqual(['檀溪', '溪苑', '13', '号楼', '2', '单元', '501'])
  expect(gramsAsked('苑13号楼')).toEqual(['13', '号楼'])
})
