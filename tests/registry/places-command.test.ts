import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { locate } from '../../cloudfunctions/registry/places/store'
import { gcjFromWgs } from '../../cloudfunctions/registry/places/wgs84'
import { type TestDatabase, testDatabase } from '../database'
import { collection, place, registryShell, SMALL_COUNTY, square } from './shell'

let database: TestDatabase
let shell: ReturnType<typeof registryShell>
beforeAll(async () => {
  database = await testDatabase()
  shell = registryShell(database.appUrl)
})
afterAll(() => database.drop())

const rows = async () => (await database.pool.query('select *, shape::text from places order by path')).rows
const ESTATE = '白河县/河东街道/柳林社区/柳林苑'
const GRID = `${ESTATE}/柳林第1网格`
const load = (...features: object[]) => shell.run('places', 'import', shell.file(collection(...features)))

describe('a place tree from a file', () => {
  test('a trial says what would be and changes nothing', async () => {
    const { code, said } = await shell.run('places', 'import', shell.file(collection(...SMALL_COUNTY)), '--check')
    expect([code, said]).toEqual([
      0,
      'All is well: 9 added, 0 changed, 0 as they were it would be. Nothing was changed.',
    ])
    expect(await rows()).toEqual([])
  })

  test('is taken in whatever order, in GCJ-02, with labels from the estate down', async () => {
    expect(await load(...[...SMALL_COUNTY].reverse())).toMatchObject({
      code: 0,
      said: 'Done: 9 added, 0 changed, 0 as they were.',
    })
    const labels = (await rows()).map(({ label }) => label)
    expect(labels).toEqual(expect.arrayContaining(['柳林苑1号楼', '柳林苑1号楼1单元', '民政局']))
    const found = await locate(database.db, gcjFromWgs({ lng: 116.301, lat: 35.401 }))
    expect(found).toMatchObject({
      gridName: '柳林第1网格',
      communityName: '柳林社区',
      building: { label: '柳林苑1号楼' },
    })
    expect(await locate(database.db, { lng: 116.301, lat: 35.401 })).not.toMatchObject({ gridName: '柳林第1网格' })
  })

  test('taken again it changes nothing', async () => {
    const before = await rows()
    expect((await load(...SMALL_COUNTY)).said).toBe('Done: 0 added, 0 changed, 9 as they were.')
    expect(await rows()).toEqual(before)
  })

  test.each(['wgs84', 'gcj02'])('written out and read again it is the same, in %s', async (datum) => {
    const file = shell.file()
    const options = ['--coordinates', datum]
    expect((await shell.run('places', 'export', file, ...options)).said).toBe('9 places written.')
    const before = await rows()
    expect((await shell.run('places', 'import', file, ...options)).said).toBe(
      'Done: 0 added, 0 changed, 9 as they were.',
    )
    expect(await rows()).toEqual(before)
    const other = await testDatabase()
    const there = registryShell(other.appUrl)
    expect((await there.run('places', 'import', file, ...options)).said).toBe(
      'Done: 9 added, 0 changed, 0 as they were.',
    )
    expect((await other.pool.query('select *, shape::text from places order by path')).rows).toEqual(before)
    await other.drop()
  })

  test('a grid gets another border and, by its id, another name; its building stays', async () => {
    const { id } = (await rows()).find(({ name }) => name === '柳林第2网格')
    const geometry = { type: 'Polygon', coordinates: square(116.302, 35.4, 0.003) }
    const { said } = await load(place('grid', '柳林东网格', ESTATE, { geometry, properties: { id } }))
    expect(said).toBe('Done: 0 added, 1 changed, 0 as they were.')
    const now = (await rows()).find((row) => row.id === id)
    expect(now).toMatchObject({ name: '柳林东网格', label: '柳林东网格' })
    expect(await rows()).toHaveLength(9)
  })
})

const around = (ring: number[][]) => ({ geometry: { type: 'Polygon', coordinates: [ring] } })

describe('what is refused, by the number of its feature, and leaves nothing', () => {
  const good = place('community', '新社区', '白河县/河东街道')
  const grid = (more: { geometry: object }) => place('grid', '新网格', ESTATE, more)
  test.each<[string, object, string]>([
    ['an unknown kind', place('village', '村', '白河县'), 'kind must be one of'],
    ['no name', place('community', ' ', '白河县/河东街道'), 'name must have'],
    ['a parent that is not there', place('community', '甲', '白河县/河西街道'), 'neither in the file nor there'],
    ['a parent of the wrong kind', place('building', '9号楼', ESTATE), 'a building stands below grid'],
    ['a county below something', place('county', '乙县', '白河县'), 'a county stands below nothing'],
    [
      'a border that is not a grid’s',
      place('community', '丙', '白河县/河东街道', around(square(116, 35)[0]!)),
      'only a grid has a border',
    ],
    [
      'latitude first',
      grid(
        around([
          [35, 116],
          [35.1, 116],
          [35.1, 116.1],
          [35, 116],
        ]),
      ),
      'as [longitude, latitude] within China',
    ],
    [
      'a hole',
      grid({ geometry: { type: 'Polygon', coordinates: [square(116, 35)[0], square(116, 35)[0]] } }),
      'Polygon of one ring',
    ],
    [
      'two corners',
      grid(
        around([
          [116, 35],
          [116.1, 35],
          [116, 35],
        ]),
      ),
      'three corners',
    ],
    [
      'a bow tie',
      grid(
        around([
          [116, 35],
          [116.01, 35.01],
          [116.01, 35],
          [116, 35.01],
          [116, 35],
        ]),
      ),
      'crosses or touches itself',
    ],
    [
      'a line',
      grid(
        around([
          [116, 35],
          [116.001, 35],
          [116.002, 35],
          [116, 35],
        ]),
      ),
      'encloses nothing',
    ],
    [
      'an overlap with what is there',
      grid(around(square(116.3005, 35.4)[0]!)),
      'overlaps 柳林第1网格, which is there already by',
    ],
    [
      'a building outside its grid',
      place('building', '8号楼', GRID, { geometry: { type: 'Point', coordinates: [116.31, 35.4] } }),
      'stands outside its grid',
    ],
    ['a place told twice', good, 'is the same place as feature 1'],
  ])('%s', async (_what, bad, told) => {
    const before = await rows()
    const { code, complained } = await load(good, bad)
    expect(code).toBe(1)
    expect(complained).toMatch(/^Feature 2: /)
    expect(complained).toContain(told)
    expect(complained).toMatch(/Nothing was changed\.$/)
    expect(await rows()).toEqual(before)
  })

  test('two of the file that overlap', async () => {
    const { complained } = await load(
      place('grid', '甲', ESTATE, around(square(116.4, 35.4)[0]!)),
      place('grid', '乙', ESTATE, around(square(116.401, 35.401)[0]!)),
    )
    expect(complained).toMatch(/^Feature 2: overlaps feature 1 by 1\d{4} m²/)
  })

  test('neighbours who share a strip as narrow as a pen stroke are let pass', async () => {
    const { code } = await shell.run(
      'places',
      'import',
      shell.file(
        collection(
          place('grid', '甲', ESTATE, around(square(116.4, 35.4)[0]!)),
          place('grid', '乙', ESTATE, around(square(116.40198, 35.4)[0]!)),
        ),
      ),
      '--check',
    )
    expect(code).toBe(0)
  })

  test.each(['', '[]', '{"type":"Feature"}', '{"type":"FeatureCollection"'])(
    'a file that is none: %s',
    async (text) => {
      const { code, complained } = await shell.run('places', 'import', shell.file(text))
      expect([code, complained]).toEqual([1, 'The file is no GeoJSON FeatureCollection.\nNothing was changed.'])
    },
  )

  test('a database that fails in the middle keeps nothing of it', async () => {
    const before = await rows()
    const owner = await import('pg').then(({ default: pg }) => new pg.Client(database.ownerUrl))
    await owner.connect()
    await owner.query(`alter table places add constraint no_tail check (name <> '坏社区')`)
    const { code, complained } = await load(good, place('community', '坏社区', '白河县/河东街道'))
    await owner.query('alter table places drop constraint no_tail')
    await owner.end()
    expect([code, complained]).toEqual([1, "Nothing was changed: failed with 23514. The database's own log says more."])
    expect(await rows()).toEqual(before)
  })
})
