import { randomBytes } from 'node:crypto'
import { submit } from '../../cloudfunctions/engines/orders/submit'
import { hashToken, openSession } from '../../cloudfunctions/kernel/sessions/store'
import { insertClaim } from '../../cloudfunctions/registry/claims/store'
import { valuesOf } from '../../cloudfunctions/registry/facts/store'
import { tellField } from '../../cloudfunctions/registry/facts/tell'
import { enterByOpenid, phoneOf } from '../../cloudfunctions/registry/people/store'
import { placeById } from '../../cloudfunctions/registry/places/store'
import { homeId, personId, placeId, placeIds } from '../../local/county/cast'
import { issueCode } from '../../local/simulators/wechat/login'
import { jpeg } from '../fixtures/files/pictures'
import { wav } from '../fixtures/files/sounds'
import type { Client, TestHost } from '../host'
import { type AlarmSubject, alarmSubjects } from './subjects-alarms'
import { type NoticeSubject, noticeSubjects } from './subjects-notices'
import { type RegistrySubject, registrySubjects } from './subjects-registry'

/** What a call is about: an order of `resident` at a stage of its life, or another record of theirs. */
export type Subject =
  | RegistrySubject
  | AlarmSubject
  | NoticeSubject
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
  | 'voice'
  | 'feedback'
  | 'loginCode'
  | 'phoneCode'
  | 'changesCursor'
  | 'consent'
  | 'correction'
  | 'heldCorrection'
  | 'approval'
  | 'openedList'
  | 'claim'
  | 'grantee'
  | 'grant'
  | 'session'
  | 'lostPhone'
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

/** Counted on from one test to the next: they share a county. */
let newcomers = 0

/** Makes records through the product's own doors, for others to reach for. */
export function subjects(host: TestHost) {
  const clients = new Map<string, Client>()
  const as = async (key: string) => clients.get(key) ?? clients.set(key, await host.as(key)).get(key)!

  /** By the engine itself: the procedure lets one person submit only so many a minute. */
  async function submitted(key: string, at: string): Promise<string> {
    const place = (await placeById(host.deps.db, at))!
    const gridPath = place.path.slice(0, place.path.indexOf(place.gridId!) + 1)
    const caller = { personId: personId(key), grants: [], wards: [] }
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

  async function file(mime = 'image/jpeg', bytes?: Buffer): Promise<Made> {
    const { id, uploadUrl } = await (await as('resident')).mutate('files.begin', { mime, bytes: 1000 })
    const headers = { authorization: `Bearer ${(await as('resident')).token}` }
    await host.app.request(uploadUrl, { method: 'POST', headers, body: new Uint8Array(bytes ?? (await jpeg())) })
    return { id, input: { id } }
  }

  /** Another field each time: one field is corrected once at a time. */
  const FIELDS = ['occupation', 'education', 'ethnicity', 'remark', 'maritalStatus'] as const
  let asked = 0
  async function correction(): Promise<Made> {
    await host.database.pool.query(
      `update orders set state = 'withdrawn', holder_id = null, look_at = null, ended_at = updated_at where kind = 'correction'`,
    )
    const field = FIELDS[asked++ % FIELDS.length]
    const { id } = await (await as('resident')).mutate('corrections.ask', { field, value: TEXT })
    return { id, input: { id } }
  }

  /** A name that nobody bore yet. */
  const newName = () => `新${String.fromCodePoint(0x4e00 + ++newcomers)}`

  /** Somebody with an account and a phone, who is none of the cast: whose roles may change. */
  async function grantee(): Promise<Made> {
    const personId = host.deps.newId()
    const phone = String(15_600_000_000 + Number.parseInt(personId.slice(-6), 16))
    const now = host.clock.now()
    await host.deps.db.transaction(async (tx) => {
      await enterByOpenid(tx, { openid: `openid-${personId}`, newPersonId: personId, now })
      const teller = { actorId: personId, source: 'wechat' as const, communityId: null }
      await tellField(host.deps, tx, teller, { personId, field: 'phone', value: phone, now })
    })
    return { id: personId, input: { personId, phone } }
  }

  /** Somebody who has just moved in with `resident`. */
  async function newcomer(name = newName()): Promise<Made> {
    const given = { homeId: homeId('檀溪苑3号楼2单元501'), name, relation: 'family' }
    const { personId } = await (await as('worker')).mutate('residents.add', given)
    return { id: personId, input: { personId } }
  }

  const makers: Partial<Record<Subject, () => Promise<Made>>> = {
    file: () => file(),
    async voice() {
      const { id } = await file('audio/wav', wav())
      return { id, input: { fileId: id } }
    },
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
    async consent() {
      const resident = await as('resident')
      await resident.mutate('privacy.giveConsent', { purpose: 'location' })
      const { given } = await resident.query('privacy.consents')
      const { id } = given.find((one: any) => one.purpose === 'location' && one.revokedAt === null)
      return { id, input: { id } }
    },
    correction: () => correction(),
    async heldCorrection() {
      const made = await correction()
      await (await as('worker')).mutate('desk.accept', made.input)
      return made
    },
    async approval() {
      const asked = { placeId: placeIds.community, purpose: 'care' }
      const { id } = await (await as('subdistrict')).mutate('approvals.ask', asked)
      return { id, input: { id } }
    },
    async openedList() {
      const wanted = { placeId: placeIds.community, filter: { tag: 'livesAlone' }, purpose: 'care' }
      const { listId } = await (await as('secretary')).mutate('people.open', wanted)
      return { id: listId, input: { listId } }
    },
    grantee: () => grantee(),
    async grant() {
      const id = host.deps.newId()
      await host.database.pool.query(
        `insert into role_grants (id, person_id, role, place_id, granted_at) values ($1, $2, 'volunteer', $3, $4)`,
        [id, (await grantee()).id, placeIds.community, host.clock.now()],
      )
      return { id, input: { id } }
    },
    async session() {
      const token = await host.deps.db.transaction((tx) =>
        openSession(tx, randomBytes, personId('resident'), '旧手机', host.clock.now()),
      )
      const id = hashToken(token).toString('hex')
      return { id, input: { id } }
    },
    async lostPhone() {
      const phone = await phoneOf(host.deps.db, host.deps.encryption, personId('neighbour'))
      return { id: '', input: { phone, name: '王玉玲' } }
    },
    async claim() {
      const id = host.deps.newId()
      await host.database.pool.query(`update home_claims set state = 'withdrawn' where state = 'pending'`)
      await host.deps.db.transaction((tx) =>
        insertClaim(tx, {
          id,
          communityId: placeIds.community,
          gridId: placeIds.grid,
          homeId: homeId('檀溪苑2号楼2单元501'),
          personId: personId('resident'),
          nameSealed: host.deps.encryption.seal('张建国', `home_claims.name_sealed.${id}`),
          relation: 'owner',
          state: 'pending',
          isAutomatic: false,
          isSeenInPerson: false,
          createdAt: host.clock.now(),
        }),
      )
      return { id, input: { id } }
    },
    newcomer: () => newcomer(),
    async sought() {
      return { id: (await newcomer(`寻找${newName()}`)).id, input: {} }
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
    ...registrySubjects(host, { as, newcomer }),
    ...alarmSubjects(host),
    ...noticeSubjects(host, as),
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
