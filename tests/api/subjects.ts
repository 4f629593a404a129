import { submit } from '../../cloudfunctions/engines/orders/submit'
import { valuesOf } from '../../cloudfunctions/registry/facts/store'
import { tellField } from '../../cloudfunctions/registry/facts/tell'
import { placeById } from '../../cloudfunctions/registry/places/store'
import { homeId, personId, placeId, placeIds } from '../../local/county/cast'
import { issueCode } from '../../local/simulators/wechat/login'
import { jpeg } from '../fixtures/files/pictures'
import type { Client, TestHost } from '../host'

/** What a call is about: an order of `resident` at a stage of its life, or another record of theirs. */
export type Subject =
  | 'waiting'
  | 'accepted'
  | 'resolved'
  | 'closed'
  | 'paused'
  | 'whistled'
  | 'objected'
  | 'calledIn'
  | 'followed'
  | 'pair'
  | 'merged'
  | 'declined'
  | 'contested'
  | 'elsewhere'
  | 'file'
  | 'picture'
  | 'feedback'
  | 'loginCode'
  | 'phoneCode'
  | 'changesCursor'
  | 'newcomer'
  | 'newName'
  | 'sought'
  | 'dueVisit'
  | 'disputed'

/** The record's id, by which answers are searched, and what the call's input takes of it. */
export interface Made {
  id: string
  input: Record<string, unknown>
}

const TEXT = '照片里能看清楚'

const WHISTLE = { departmentId: placeId('市政养护所') }

/** How an order of `resident` comes to a stage; those not named here begin with `waiting`. */
const WAY: Partial<Record<Subject, [who: string, path: string, input?: object][]>> = {
  waiting: [],
  accepted: [['worker', 'desk.accept']],
  resolved: [
    ['worker', 'desk.accept'],
    ['worker', 'desk.resolve'],
  ],
  closed: [
    ['worker', 'desk.accept'],
    ['worker', 'desk.resolve'],
    ['resident', 'appeals.confirm'],
  ],
  paused: [
    ['worker', 'desk.accept'],
    ['worker', 'desk.pause', { reason: 'weather' }],
  ],
  whistled: [['secretary', 'dispatch.whistle', WHISTLE]],
  objected: [
    ['secretary', 'dispatch.whistle', WHISTLE],
    ['department', 'desk.object'],
  ],
  calledIn: [
    ['worker', 'desk.accept'],
    ['secretary', 'desk.callIn', WHISTLE],
  ],
  declined: [['secretary', 'appeals.decline']],
  contested: [
    ['secretary', 'appeals.decline'],
    ['resident', 'appeals.contest'],
  ],
}

/** Makes records through the product's own doors, for others to reach for. */
export function subjects(host: TestHost) {
  const clients = new Map<string, Client>()
  const as = async (key: string) => clients.get(key) ?? clients.set(key, await host.as(key)).get(key)!

  /** By the engine itself: the procedure lets one person submit only so many a minute. */
  async function submitted(key: string, at: string): Promise<string> {
    const place = (await placeById(host.deps.db, at))!
    const gridPath = place.path.slice(0, place.path.indexOf(place.gridId!) + 1)
    const caller = { personId: personId(key), grants: [] }
    const { id } = await host.deps.db.transaction((tx) =>
      submit(host.deps, tx, caller, host.clock.now(), {
        kind: 'appeal',
        category: 'publicFacility',
        urgency: 'normal',
        emergency: null,
        text: TEXT,
        fileIds: [],
        gridId: place.gridId!,
        gridPath,
        communityId: place.communityId,
        placeId: at,
        placeText: place.label,
        point: null,
        requesterId: caller.personId,
        registeredBy: null,
        proxyId: null,
      }),
    )
    host.deps.wake()
    return id
  }

  async function order(stage: Subject): Promise<Made> {
    const id = await submitted('resident', placeIds.building)
    for (const [who, path, input] of WAY[stage]!)
      await (await as(who)).mutate(path, { id, ...input, ...(path !== 'desk.accept' && { text: TEXT }) })
    return { id, input: { id } }
  }

  async function file(): Promise<Made> {
    const { id, uploadUrl } = await (await as('resident')).mutate('files.begin', { mime: 'image/jpeg', bytes: 1000 })
    const headers = { authorization: `Bearer ${(await as('resident')).token}` }
    await host.app.request(uploadUrl, { method: 'POST', headers, body: new Uint8Array(await jpeg()) })
    return { id, input: { id } }
  }

  let newcomers = 0
  /** A name that nobody bore yet. */
  const newName = () => `新${String.fromCodePoint(0x4e00 + ++newcomers)}`

  /** Somebody who has just moved in with `resident`. */
  async function newcomer(name = newName()): Promise<Made> {
    const given = { homeId: homeId('檀溪苑3号楼2单元501'), name, relation: 'family' }
    const { personId } = await (await as('worker')).mutate('residents.add', given)
    return { id: personId, input: { personId } }
  }

  const makers: Partial<Record<Subject, () => Promise<Made>>> = {
    file,
    async picture() {
      const { id } = await file()
      await (await as('resident')).mutate('files.finish', { id })
      return { id, input: { fileIds: [id] } }
    },
    async followed() {
      const { id } = await order('waiting')
      await (await as('neighbour')).mutate('appeals.meToo', { id })
      return { id, input: { id } }
    },
    async pair() {
      const [part, whole] = [await order('waiting'), await order('waiting')]
      return { id: part.id, input: { id: part.id, intoId: whole.id } }
    },
    async merged() {
      const [part, whole] = [await order('waiting'), await order('waiting')]
      await (await as('secretary')).mutate('dispatch.merge', { id: part.id, intoId: whole.id })
      return { id: part.id, input: { id: part.id } }
    },
    async elsewhere() {
      const id = await submitted('outsider', placeId('枣林花园1号楼'))
      return { id, input: { id } }
    },
    async feedback() {
      const id = host.deps.newId()
      await host.database.pool.query(
        `insert into feedback (id, person_id, county_id, kind, text, created_at)
         select $1, $2, id, 'other', $3, $4 from places where kind = 'county'`,
        [id, (await as('resident')).personId, TEXT, host.clock.now()],
      )
      return { id, input: { id } }
    },
    async loginCode() {
      const { wechat } = host.simulators
      return { id: '', input: { code: issueCode(wechat, wechat.loginCodes, `openid-${host.deps.newId()}`) } }
    },
    async phoneCode() {
      const { wechat } = host.simulators
      return { id: '', input: { code: issueCode(wechat, wechat.phoneCodes, '15400000001') } }
    },
    newcomer: () => newcomer(),
    async sought() {
      return { id: (await newcomer('寻找到')).id, input: {} }
    },
    async dueVisit() {
      const { id } = await newcomer()
      await host.database.pool.query(
        `insert into visits (id, community_id, person_id, reason, due_on, state, created_at, file_ids)
         values ($1, $2, $3, 'livesAlone', '2020-01-01', 'due', $4, '{}')`,
        [host.deps.newId(), placeIds.community, id, host.clock.now()],
      )
      return { id, input: {} }
    },
    async newName() {
      return { id: '', input: { name: newName() } }
    },
    async disputed() {
      const { id } = await newcomer()
      const { deps } = host
      const teller = { actorId: id, source: 'self' as const, communityId: placeIds.community }
      const given = { personId: id, field: 'name' as const, value: newName(), now: host.clock.now() }
      await deps.db.transaction((tx) => tellField(deps, tx, teller, given))
      const told = (await valuesOf(deps.db, id, ['name'])).find(({ state }) => state === 'conflicting')!
      return { id, input: { personId: id, valueId: told.id } }
    },
    async changesCursor() {
      const { cursor } = await (await as('resident')).query('changes.since', { cursor: null })
      return { id: (await order('waiting')).id, input: { cursor } }
    },
  }

  return {
    as,
    make: (subject: Subject): Promise<Made> => (makers[subject] ?? (() => order(subject)))(),
    /** Ends every order, so that one row's do not stand in the next one's lists. */
    endOrders: () =>
      host.database.pool.query(`update orders set state = 'withdrawn', holder_id = null, paused_at = null, pause_reason = null,
          look_at = null, merged_into = null, ended_at = updated_at`),
  }
}

export type Subjects = ReturnType<typeof subjects>
