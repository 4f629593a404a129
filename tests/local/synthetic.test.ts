import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createEncryption } from '../../cloudfunctions/kernel/encryption'
import { replay } from '../../cloudfunctions/registry/facts/rules'
import { historyOf, valuesOf } from '../../cloudfunctions/registry/facts/store'
import { residenciesOf } from '../../cloudfunctions/registry/homes/store'
import { readIdNumber } from '../../cloudfunctions/registry/people/id-number'
import { idNumberPlace } from '../../cloudfunctions/registry/people/sealed'
import { projectPerson } from '../../cloudfunctions/registry/residents/project'
import { findResidents } from '../../cloudfunctions/registry/residents/search/store'
import { tagsOf } from '../../cloudfunctions/registry/tags/store'
import { loadSynthetic, NotEmptyError } from '../../local/synthetic/load'
import { synthetic } from '../../local/synthetic/people'
import { recountDiffers } from '../bench/registry/counts'
import { type TestDatabase, testDatabase } from '../database'
import { TEST_KEYS } from '../keys'
import { recording } from '../registry/told'

const PEOPLE = 3500
const NOW = new Date('2026-11-26T04:00:00Z')
const encryption = createEncryption(TEST_KEYS)
const all = (seed: string, people = PEOPLE) => [...synthetic({ people, seed, chapters: 0.5 })]

describe('on paper', () => {
  const parts = all('a')
  test('as many people as asked for, the same every time, others with another seed', () => {
    expect(parts.reduce((sum, { people }) => sum + people.length, 0)).toBe(PEOPLE)
    expect(all('a')).toEqual(parts)
    const names = (seed: string) =>
      all(seed).flatMap(({ people }) => people.map(({ name, idNumber }) => name + idNumber))
    expect(names('b')).not.toEqual(names('a'))
  })

  test('ids are given once; numbers are of nobody', () => {
    const rows = parts.flatMap(({ places, homes, people, residencies, tags }) => [
      ...places,
      ...homes,
      ...people,
      ...residencies,
      ...tags,
    ])
    expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length)
    for (const { phone, idNumber } of parts.flatMap(({ people }) => people)) {
      expect(idNumber[14]).toBe('9')
      expect(readIdNumber(idNumber, '2026-11-26')).toMatchObject({ idNumber })
      if (phone) expect(phone).toMatch(/^(154|16[013489]|194)\d{8}$/)
    }
  })

  test('a county has several subdistricts, and no two places of one parent share a name', () => {
    const places = [...synthetic({ people: 40_000, seed: 'a' })].flatMap((part) => part.places)
    const keys = places.map(({ parentId, kind, name }) => `${parentId} ${kind} ${name}`)
    expect(new Set(keys).size).toBe(keys.length)
    expect(places.filter(({ kind }) => kind === 'subdistrict').length).toBeGreaterThan(1)
  })
})

describe('in a database', () => {
  let database: TestDatabase
  const load = () =>
    loadSynthetic({ people: PEOPLE, seed: 'a', chapters: 0.5, ownerUrl: database.ownerUrl, encryption })
  beforeAll(async () => {
    database = await testDatabase()
    await load()
  })
  afterAll(() => database.drop())

  const indexes = async (pool: TestDatabase['pool']) =>
    (await pool.query(`select indexdef from pg_indexes where schemaname = 'public' order by 1`)).rows

  test('goes into an empty database alone and leaves its indexes as they were', async () => {
    await expect(load()).rejects.toThrow(NotEmptyError)
    const empty = await testDatabase()
    expect(await indexes(database.pool)).toEqual(await indexes(empty.pool))
    await empty.drop()
  })

  test('counts equal a recount', async () => {
    expect(await recountDiffers(database.pool)).toBe(0)
    const { rows } = await database.pool.query(`select sum(count)::int as n from tag_counts where tag = 'all'`)
    expect(rows).toEqual([{ n: PEOPLE }])
  })

  test('history replays to what is; working a person out anew changes nothing; numbers open', async () => {
    const { db, pool } = database
    const { rows } = await pool.query('select id, id_number_sealed from people order by md5(id::text) limit 40')
    for (const { id, id_number_sealed } of rows) {
      const replayed = replay(await historyOf(db, id))
      expect([...replayed.current.values()].sort()).toEqual((await valuesOf(db, id)).map((v) => v.id).sort())
      expect([...replayed.tags].sort()).toEqual((await tagsOf(db, id)).map((t) => t.id).sort())
      expect([...replayed.residencies].sort()).toEqual((await residenciesOf(db, id, NOW)).map((r) => r.id).sort())
      expect(encryption.open(id_number_sealed, idNumberPlace(id))).toMatch(/^370\d{11}9/)
      const before = await pool.query('select * from residents where person_id = $1', [id])
      await db.transaction((tx) => projectPerson(recording(encryption), tx, id, NOW))
      const after = await pool.query('select * from residents where person_id = $1', [id])
      expect(after.rows).toEqual(before.rows)
    }
    expect(await recountDiffers(pool)).toBe(0)
  })

  test('is found in', async () => {
    const { rows } = await database.pool.query(`select id from places where kind = 'county'`)
    const found = await findResidents(database.db, { placeIds: [rows[0].id], words: '号楼', limit: 20 })
    expect(found).toHaveLength(20)
  })

  test('no number is readable in it', async () => {
    for (const table of ['people', 'person_values', 'residents', 'registry_history']) {
      const { rows } = await database.pool.query(`select count(*)::int as n from ${table} t
        where t::text ~ '(370829|370883)[0-9]{8}9' or t::text ~ '[^0-9A-Za-z_-]1[0-9]{10}[^0-9A-Za-z_-]'`)
      expect(rows, table).toEqual([{ n: 0 }])
    }
  })
})
