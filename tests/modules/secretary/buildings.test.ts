import { afterAll, beforeAll, expect, test } from 'vitest'
import { placeId, placeIds } from '../../../local/county/cast'
import { type Client, type TestHost, testHost } from '../../host'

let host: TestHost
let secretary: Client
beforeAll(async () => {
  host = await testHost()
  secretary = await host.as('secretary')
})
afterAll(() => host.stop())

const below = (placeId?: string) => secretary.query('buildings.below', placeId ? { placeId } : {})
const namesBelow = async (placeId: string) => (await below(placeId)).below.map(({ name }: any) => name)
const parentId = placeIds.grid

test('from the community down to the rooms, each with its homes, none of it to be retired while somebody lives there', async () => {
  const community = await below()
  expect([community.place.name, community.below.map(({ name }: any) => name)]).toEqual([
    '青檀里社区',
    ['东关嘉园', '檀溪苑', '运河人家'],
  ])
  const grid = await below(placeIds.grid)
  expect(grid.below.map(({ name, homes }: any) => [name, homes])).toEqual([
    ['1号楼', 24],
    ['2号楼', 24],
    ['3号楼', 24],
  ])
  expect(grid.below.some(({ mayRename, mayRetire }: any) => mayRename || mayRetire)).toBe(false)
  const entrance = await below(placeIds.entrance)
  expect(entrance.rooms.map(({ room }: any) => room)).toHaveLength(12)
  expect(entrance.rooms.map(({ room }: any) => room)).toContain('501')
})

test('a building with entrance and home: residents find it, it bears its estate’s name, it is on record', async () => {
  const { id } = await secretary.mutate('buildings.add', {
    parentId,
    name: '12号楼',
    point: { lat: 35.4193, lng: 116.3258 },
  })
  const { id: entranceId } = await secretary.mutate('buildings.add', { parentId: id, name: '1单元' })
  await secretary.mutate('buildings.addHome', { entranceId, room: '101' })
  const resident = await host.as('resident')
  const [entrance] = await resident.query('places.children', { parentId: id })
  expect(entrance.label).toBe('檀溪苑12号楼1单元')
  expect(await resident.query('homes.rooms', { entranceId })).toMatchObject([{ room: '101' }])
  expect(await resident.query('places.locate', { lat: 35.4193, lng: 116.3258 })).toMatchObject({
    building: { label: '檀溪苑12号楼', metres: 0 },
  })
  expect(await secretary.refusal('buildings.addHome', { entranceId, room: '101' })).toBe('place.name_taken')
  expect(await secretary.refusal('buildings.retire', { id: entranceId })).toBe('place.not_empty')
  expect(await secretary.refusal('buildings.rename', { id: entranceId, name: '2单元' })).toBe('place.not_empty')
  const { rows } = await host.database.pool.query('select action, after from place_history order by id')
  expect(rows.map(({ action, after }) => [action, after])).toEqual([
    ['add', '12号楼'],
    ['add', '1单元'],
    ['add', '101'],
  ])
})

test('an empty one is renamed and retired; a grid is renamed with all that stands in it', async () => {
  const { id } = await secretary.mutate('buildings.add', { parentId, name: '13号楼' })
  await secretary.mutate('buildings.rename', { id, name: '13号楼（北）' })
  expect(await namesBelow(parentId)).toContain('13号楼（北）')
  await secretary.mutate('buildings.retire', { id })
  expect(await namesBelow(parentId)).not.toContain('13号楼（北）')
  expect(await secretary.refusal('buildings.retire', { id })).toBe('record.not_found')
  await secretary.mutate('buildings.add', { parentId, name: '13号楼（北）' })
  await secretary.mutate('buildings.rename', { id: placeIds.otherGrid, name: '檀溪苑东网格' })
  expect((await below(placeIds.otherGrid)).place).toMatchObject({ name: '檀溪苑东网格', label: '檀溪苑东网格' })
  expect(await secretary.refusal('buildings.retire', { id: placeIds.otherGrid })).toBe('place.not_empty')
})

test('refused: a name that is there, a place of another kind or community, a building beside its grid', async () => {
  const refusal = (more: object) => secretary.refusal('buildings.add', { parentId, name: '新楼', ...more })
  expect(await refusal({ name: '3号楼' })).toBe('place.name_taken')
  expect(await refusal({ name: '新/楼' })).toBe('input.invalid')
  expect(await refusal({ parentId: placeIds.estate })).toBe('input.invalid')
  expect(await refusal({ parentId: placeIds.entrance })).toBe('input.invalid')
  expect(await refusal({ parentId: placeId('枣林第1网格') })).toBe('record.not_found')
  expect(await refusal({ point: { lat: 35.3, lng: 116.3258 } })).toBe('input.invalid')
  expect(await secretary.refusal('buildings.rename', { id: placeIds.community, name: '青檀社区' })).toBe(
    'input.invalid',
  )
  expect(await secretary.refusal('buildings.retire', { id: placeIds.estate })).toBe('input.invalid')
  expect(await secretary.refusal('buildings.addHome', { entranceId: placeIds.building, room: '101' })).toBe(
    'input.invalid',
  )
})

test('ten who add the same building at once: it is there once', async () => {
  const tries = await Promise.all(
    Array.from({ length: 10 }, () =>
      secretary.refusal('buildings.add', { parentId, name: '20号楼' }).catch(() => 'added'),
    ),
  )
  expect(tries.filter((one) => one === 'added')).toHaveLength(1)
  expect((await namesBelow(parentId)).filter((name: string) => name === '20号楼')).toHaveLength(1)
})
