import { mondayOf } from '../../cloudfunctions/registry/duties/rules'
import { insertGuardianship } from '../../cloudfunctions/registry/guardianships/store'
import { homeId, personId, placeId, placeIds } from '../../local/county/cast'
import { lampAppeal } from '../appeals'
import type { Client, TestHost } from '../host'
import type { Made } from './subjects'

export type RegistrySubject =
  | 'askedVisit'
  | 'heldVisit'
  | 'familyAsk'
  | 'freeField'
  | 'toldByFamily'
  | 'item'
  | 'ownItem'
  | 'ownChange'
  | 'dead'
  | 'deadBySecretary'
  | 'listedDead'
  | 'listedBySecretary'
  | 'border'
  | 'corners'
  | 'turn'
  | 'shift'
  | 'formerWeek'
  | 'newPlace'
  | 'newRoom'
  | 'emptyPlace'

const TEXT = '只给能看的人看'

/** Counted on from one test to the next: they share a county. */
let made = 0
let turns = 0
let built = 0

interface Doors {
  as(key: string): Promise<Client>
  /** Somebody who has just moved in with `resident`. */
  newcomer(): Promise<Made>
}

/** What people, families, places and duties are made of. */
export function registrySubjects(
  host: TestHost,
  { as, newcomer }: Doors,
): Record<RegistrySubject, () => Promise<Made>> {
  /** Somebody who has just moved in was taken for dead. */
  async function dead(recorder: string): Promise<Made> {
    const made = await newcomer()
    await (await as(recorder)).mutate('residents.died', { ...made.input, on: '2026-11-01' })
    return made
  }

  /** A car of the resident's own, and what was told of it. */
  async function ownCar() {
    const resident = await as('resident')
    const plate = `鲁H${String(10_000 + ++made)}`
    const told = { kind: 'vehicle', parts: { vehicle: 'car', plate } }
    const { valueId } = await resident.mutate('privacy.saveItem', told)
    const { items } = await resident.query('privacy.held')
    const { itemId } = items.find((one: any) => one.valueId === valueId)
    // So that there is room for the next.
    const forget = `update person_values set state = 'ended' where person_id = $1 and item_id <> $2 and state = 'current'`
    await host.database.pool.query(forget, [personId('resident'), itemId])
    return { itemId, valueId }
  }
  /** Four hours of duty that nobody has yet, from tomorrow on. */
  const turn = () => ({
    placeId: placeIds.community,
    personId: personId('worker'),
    startsAt: new Date(host.clock.now().getTime() + (24 + 4 * ++turns) * 3_600_000).toISOString(),
    hours: 4,
  })

  /** In a grid that nobody else's test counts. */
  const newPlace = () => ({ parentId: placeId('青檀里第5网格'), name: `附${++built}号楼` })

  /** One that the secretary asked for, to somebody who has just moved in. */
  async function visit(): Promise<Made> {
    const given = { personId: (await newcomer()).id, reason: 'request', text: TEXT }
    const { id } = await (await as('secretary')).mutate('visits.askFor', given)
    return { id, input: { id } }
  }

  return {
    askedVisit: () => visit(),
    async heldVisit() {
      const made = await visit()
      await (await as('worker')).mutate('desk.accept', made.input)
      return made
    },
    async familyAsk() {
      const id = host.deps.newId()
      const { pool } = host.database
      await pool.query(`update guardianships set state = 'withdrawn' where state = 'asked'`)
      await pool.query(`update guardianships set state = 'ended' where guardian_id = $1`, [personId('neighbour')])
      await pool.query(`update consents set revoked_at = given_at where towards_id = $1`, [personId('neighbour')])
      await host.deps.db.transaction((tx) =>
        insertGuardianship(tx, {
          id,
          personId: personId('resident'),
          guardianId: personId('neighbour'),
          relation: 'relative',
          state: 'asked',
          way: 'home',
          homeId: homeId('檀溪苑3号楼2单元501'),
          gridId: placeIds.grid,
          nameSealed: host.deps.encryption.seal('张建国', `guardianships.name_sealed.${id}`),
          askedAt: host.clock.now(),
        }),
      )
      return { id, input: { id } }
    },
    async freeField() {
      await host.database.pool.query(
        `update orders set state = 'withdrawn', holder_id = null, look_at = null, ended_at = updated_at where kind = 'correction'`,
      )
      return { id: '', input: { field: 'occupation' } }
    },
    async toldByFamily() {
      const told = { ...lampAppeal(), forPersonId: personId('elder') }
      const { id } = await (await as('family')).mutate('appeals.submit', told)
      return { id, input: { id } }
    },
    async item() {
      const { id } = await newcomer()
      const car = { personId: id, kind: 'vehicle', parts: { vehicle: 'eBike', plate: '邹城0001' } }
      const { itemId } = await (await as('worker')).mutate('residents.item', car)
      return { id: itemId, input: { personId: id, itemId } }
    },
    async ownItem() {
      const { itemId } = await ownCar()
      return { id: itemId, input: { itemId } }
    },
    async ownChange() {
      const { valueId } = await ownCar()
      return { id: valueId, input: { valueId } }
    },
    dead: () => dead('worker'),
    deadBySecretary: () => dead('secretary'),
    listedDead: async () => ({ ...(await dead('worker')), input: {} }),
    listedBySecretary: async () => ({ ...(await dead('secretary')), input: {} }),
    async border() {
      const { border, version } = await (await as('secretary')).query('organisation.grid', { id: placeIds.grid })
      return { id: placeIds.grid, input: { id: placeIds.grid, border, version, leavingHomes: 0 } }
    },
    async corners() {
      const { border } = await (await as('secretary')).query('organisation.grid', { id: placeIds.grid })
      return { id: placeIds.grid, input: { id: placeIds.grid, border } }
    },
    async turn() {
      return { id: '', input: turn() }
    },
    async shift() {
      const { id } = await (await as('secretary')).mutate('duties.add', turn())
      return { id, input: { id } }
    },
    async formerWeek() {
      const given = turn()
      await (await as('secretary')).mutate('duties.add', given)
      const next = new Date(Date.parse(given.startsAt) + 7 * 86_400_000)
      return { id: '', input: { placeId: placeIds.community, monday: mondayOf(next) } }
    },
    async newPlace() {
      return { id: '', input: newPlace() }
    },
    async newRoom() {
      return { id: '', input: { entranceId: placeId('东关嘉园1号楼1单元'), room: `附${++built}` } }
    },
    async emptyPlace() {
      const secretary = await as('secretary')
      // One at a time bears the new name.
      const { below } = await secretary.query('buildings.below', { placeId: newPlace().parentId })
      for (const { id, name } of below)
        if (name.startsWith('换了名字')) await secretary.mutate('buildings.retire', { id })
      const { id } = await secretary.mutate('buildings.add', newPlace())
      return { id, input: { id } }
    },
  }
}
