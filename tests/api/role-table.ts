import { homeId, placeId, placeIds } from '../../local/county/cast'
import { lampAppeal } from '../appeals'
import { ALARM_ROWS } from './role-table-alarms'
import { MESSAGE_ROWS } from './role-table-messages'
import { NOTICE_ROWS } from './role-table-notices'
import { REGISTRY_ROWS } from './role-table-registry'
import type { Subject } from './subjects'

/** Groups of the cast, as the rows name them. `secretary2`, `worker2` and `neighbour` are the strangers of a like kind. */
export const GROUPS: Record<string, string> = {
  RESIDENTS: 'resident neighbour outsider elder family owner2',
  /** Whose grid or community the order is in. */
  POOL: 'worker courier',
  ABOVE: 'secretary subdistrict county',
  /** At the desk, but for orders of other kinds. */
  OTHER_DESK: 'property steward merchant housekeeper doctor nursery volunteer department department2',
  STAFF: 'POOL ABOVE OTHER_DESK worker2 secretary2',
  ALL: 'RESIDENTS committee STAFF',
}

export interface Row {
  path: string
  /** Record the call is about; it is made anew after each call that succeeded. */
  on?: Subject
  input?: Record<string, unknown>
  /** Words of keys and groups. Guests are signed out of everything unless named. Who is in no list fails the test. */
  allowed: string
  forbidden?: string
  /** Answered as if there were no such record. */
  hidden?: string
  /** Their input is refused: they name what is not theirs. */
  invalid?: string
  /** Whose answer names the record. Left out where the answer is not a list. */
  finds?: string
  about?: string
}

const words = { text: '这里写明是怎么回事' }
const elsewhere = placeId('枣林花园1号楼')

/** What the requester alone does, while everyone who works on the order sees it. */
const ofRequester = { allowed: 'resident', forbidden: 'POOL ABOVE', hidden: 'rest' }
/** What those above the order's grid do. */
const ofAbove = { allowed: 'ABOVE', hidden: 'secretary2', forbidden: 'rest' }
/** What the holder does. */
const ofHolder = {
  on: 'accepted' as const,
  allowed: 'worker',
  forbidden: 'courier ABOVE RESIDENTS committee',
  hidden: 'worker2 secretary2 OTHER_DESK',
}
/** Passing it on: the holder, and those above. */
const ofHolderAndAbove = {
  on: 'accepted' as const,
  allowed: 'worker ABOVE',
  forbidden: 'RESIDENTS committee',
  hidden: 'courier worker2 secretary2 OTHER_DESK',
}
const municipal = placeId('市政养护所')
/** The department that was whistled for. */
const ofDepartment = {
  on: 'whistled' as const,
  allowed: 'department',
  hidden: 'department2',
  forbidden: 'rest',
}
/** Who says whose a home is, in the own grid or community. */
const ofDeciders = { allowed: 'worker worker2 secretary secretary2', forbidden: 'rest' }
const ofGranters = { allowed: 'ABOVE secretary2', forbidden: 'rest' }
const ofDecider = { allowed: 'worker secretary', hidden: 'worker2 secretary2', forbidden: 'rest' }
/** Above the community, and not who whistled. */
const ofThird = { allowed: 'subdistrict county', forbidden: 'rest' }
const ofDesk = { allowed: 'STAFF', forbidden: 'RESIDENTS committee' }
const ofAnyone = { allowed: 'ALL guest' }
const ofPerson = { allowed: 'ALL' }
const noiseElsewhere = {
  kind: 'appeal',
  placeId: placeIds.otherCommunity,
  category: 'noise',
  urgency: 'normal',
}
/** They live or own a home in the county. */
const HOUSED = 'RESIDENTS volunteer committee'
const listOf = (placeId: string) => ({ placeId, purpose: 'care' })
const ofCounty = { allowed: 'county', forbidden: 'rest' }

/** Every procedure and who gets which answer. In order of the router; closing accounts comes last of all. */
export const ROWS: Row[] = [
  { path: 'session.login', on: 'loginCode', ...ofAnyone },
  { path: 'session.me', ...ofAnyone },
  { path: 'session.logout', ...ofPerson },
  { path: 'session.bindPhone', on: 'phoneCode', ...ofPerson },
  { path: 'settings.update', input: { theme: 'dark' }, ...ofPerson },
  { path: 'places.communities', ...ofAnyone },
  { path: 'places.children', input: { parentId: placeIds.otherCommunity }, ...ofAnyone },
  { path: 'places.locate', input: { lat: 35.4, lng: 116.3 }, ...ofAnyone },
  { path: 'grid.mine', ...ofPerson },
  { path: 'messages.list', on: 'accepted', ...ofPerson, finds: 'resident worker courier' },
  { path: 'messages.read', ...ofPerson },
  { path: 'messages.credits', ...ofPerson },
  { path: 'messages.consent', input: { results: {} }, ...ofPerson },
  { path: 'messages.employee', ...ofDesk },
  { path: 'messages.bindEmployee', input: { isBound: true }, ...ofDesk },
  {
    path: 'changes.since',
    on: 'changesCursor',
    ...ofPerson,
    finds:
      'resident POOL secretary subdistrict property steward committee merchant housekeeper doctor nursery volunteer',
  },
  { path: 'files.begin', input: { mime: 'image/jpeg', bytes: 1000 }, ...ofPerson },
  { path: 'files.finish', on: 'file', allowed: 'resident', hidden: 'rest' },
  { path: 'speech.recognise', on: 'voice', allowed: 'resident', hidden: 'rest' },
  { path: 'feedback.submit', input: { kind: 'other', text: '字再大一点就好了' }, ...ofPerson },
  { path: 'feedback.mine', on: 'feedback', ...ofPerson, finds: 'resident' },
  { path: 'feedback.list', on: 'feedback', ...ofCounty, finds: 'county' },
  { path: 'feedback.answer', on: 'feedback', input: words, ...ofCounty },
  { path: 'privacy.accessLog', ...ofPerson },
  { path: 'privacy.held', ...ofPerson },
  { path: 'privacy.show', input: { field: 'phone' }, ...ofPerson },
  { path: 'privacy.consents', ...ofPerson },
  { path: 'privacy.giveConsent', input: { purpose: 'contact' }, ...ofPerson },
  { path: 'privacy.revokeConsent', on: 'consent', allowed: 'resident', hidden: 'rest' },
  { path: 'privacy.export', ...ofPerson },
  // Who has no home here has no grid worker to check it.
  { path: 'corrections.ask', input: { field: 'occupation', value: '教师' }, allowed: HOUSED, invalid: 'rest' },
  { path: 'corrections.mine', on: 'correction', ...ofPerson, finds: 'resident' },
  { path: 'corrections.get', on: 'correction', allowed: 'resident ABOVE', hidden: 'rest' },
  {
    path: 'corrections.get',
    about: 'once the worker holds it',
    on: 'heldCorrection',
    allowed: 'resident worker ABOVE',
    hidden: 'rest',
  },
  { path: 'approvals.ask', input: listOf(placeIds.community), ...ofAbove },
  {
    path: 'approvals.ask',
    about: 'for another community',
    input: listOf(placeIds.otherCommunity),
    allowed: 'secretary2 subdistrict county',
    hidden: 'secretary',
    forbidden: 'rest',
  },
  {
    path: 'approvals.decide',
    on: 'approval',
    input: { isApproved: true },
    allowed: 'secretary county',
    hidden: 'secretary2',
    // The subdistrict asked for it.
    forbidden: 'rest',
  },
  { path: 'approvals.mine', on: 'approval', allowed: 'ABOVE secretary2', forbidden: 'rest', finds: 'subdistrict' },
  {
    path: 'approvals.waiting',
    on: 'approval',
    allowed: 'ABOVE secretary2',
    forbidden: 'rest',
    finds: 'secretary county',
  },
  { path: 'homes.list', on: 'claim', ...ofPerson, finds: 'resident' },
  { path: 'homes.rooms', input: { entranceId: placeIds.entrance }, ...ofPerson },
  {
    path: 'homes.claim',
    input: { homeId: homeId('檀溪苑2号楼2单元502'), relation: 'tenant', name: '田一禾' },
    ...ofPerson,
  },
  { path: 'homes.withdraw', on: 'claim', allowed: 'resident', hidden: 'rest' },
  { path: 'session.list', on: 'session', ...ofPerson, finds: 'resident' },
  { path: 'session.revoke', on: 'session', allowed: 'resident', hidden: 'rest' },
  { path: 'roles.list', on: 'grant', ...ofGranters, finds: 'ABOVE' },
  { path: 'roles.choices', input: { role: 'captain' }, ...ofGranters },
  { path: 'roles.find', input: { phone: '15400000009' }, ...ofGranters },
  {
    path: 'roles.grant',
    on: 'grantee',
    input: { role: 'volunteer', placeId: placeIds.community, days: 90 },
    allowed: 'ABOVE',
    forbidden: 'rest',
  },
  {
    path: 'roles.grant',
    about: 'a secretary of another community',
    on: 'grantee',
    input: { role: 'secretary', placeId: placeIds.otherCommunity, days: 90 },
    allowed: 'subdistrict county',
    forbidden: 'rest',
  },
  { path: 'roles.revoke', on: 'grant', ...ofAbove },
  { path: 'claims.list', on: 'claim', ...ofDeciders, finds: 'worker secretary' },
  { path: 'claims.get', on: 'claim', ...ofDecider },
  { path: 'claims.approve', on: 'claim', input: { isSeenInPerson: true }, ...ofDecider },
  { path: 'claims.refuse', on: 'claim', input: { reason: 'papers' }, ...ofDecider },

  { path: 'appeals.suggest', input: { text: '路灯不亮' }, ...ofPerson },
  { path: 'appeals.similar', input: { text: '路灯不亮', placeId: placeIds.building }, ...ofPerson },
  { path: 'appeals.meToo', on: 'waiting', ...ofPerson },
  { path: 'appeals.leave', on: 'followed', ...ofPerson },
  { path: 'appeals.following', on: 'followed', ...ofPerson, finds: 'neighbour' },
  { path: 'appeals.followed', on: 'followed', allowed: 'neighbour', hidden: 'rest' },
  {
    path: 'appeals.reclassify',
    on: 'accepted',
    input: { category: 'noise', urgency: 'urgent' },
    allowed: 'worker ABOVE',
    forbidden: 'courier RESIDENTS committee',
    hidden: 'rest',
  },
  { path: 'appeals.submit', input: lampAppeal(), ...ofPerson },
  {
    path: 'appeals.submit',
    about: 'with a picture of the resident',
    on: 'picture',
    input: lampAppeal(),
    allowed: 'resident',
    invalid: 'rest',
  },
  {
    path: 'appeals.register',
    input: { ...lampAppeal(), forName: '赵大爷' },
    allowed: 'worker secretary',
    forbidden: 'rest',
  },
  {
    path: 'appeals.register',
    about: 'in another community',
    input: { ...lampAppeal(), forName: '赵大爷', placeId: elsewhere },
    allowed: 'secretary2',
    forbidden: 'rest',
  },
  {
    path: 'appeals.registered',
    on: 'waiting',
    allowed: 'worker worker2 secretary secretary2',
    forbidden: 'rest',
    finds: '',
  },
  { path: 'appeals.mine', on: 'waiting', ...ofPerson, finds: 'resident' },
  { path: 'appeals.get', on: 'waiting', allowed: 'resident POOL ABOVE', hidden: 'rest' },
  { path: 'appeals.get', on: 'resolved', allowed: 'resident POOL ABOVE', hidden: 'rest' },
  { path: 'appeals.get', on: 'elsewhere', allowed: 'outsider secretary2 subdistrict county', hidden: 'rest' },
  { path: 'appeals.withdraw', on: 'waiting', ...ofRequester },
  { path: 'appeals.urge', on: 'waiting', ...ofRequester },
  { path: 'appeals.supplement', on: 'accepted', input: words, ...ofRequester },
  { path: 'appeals.confirm', on: 'resolved', ...ofRequester },
  { path: 'appeals.reopen', on: 'resolved', input: words, ...ofRequester },
  { path: 'appeals.rate', on: 'closed', input: { rating: 'satisfied' }, ...ofRequester },
  { path: 'appeals.contest', on: 'declined', input: words, ...ofRequester },
  { path: 'appeals.decline', on: 'waiting', input: words, ...ofAbove },
  {
    path: 'appeals.decline',
    on: 'elsewhere',
    input: words,
    allowed: 'secretary2 subdistrict county',
    hidden: 'secretary',
    forbidden: 'rest',
  },
  { path: 'appeals.reinstate', on: 'contested', ...ofAbove },
  { path: 'appeals.uphold', on: 'contested', input: words, ...ofAbove },

  {
    path: 'publicAppeals.list',
    on: 'waiting',
    input: { communityId: placeIds.community },
    ...ofAnyone,
    finds: 'ALL guest',
  },
  { path: 'publicAppeals.get', on: 'waiting', ...ofAnyone },
  { path: 'publicAppeals.map', input: { communityId: placeIds.community }, ...ofAnyone },
  { path: 'publicAppeals.stats', input: { communityId: placeIds.community }, ...ofAnyone },
  { path: 'desk.list', on: 'waiting', ...ofDesk, finds: 'POOL' },
  { path: 'desk.list', on: 'elsewhere', ...ofDesk, finds: '' },
  { path: 'desk.mine', on: 'accepted', ...ofDesk, finds: 'worker' },
  {
    path: 'desk.accept',
    on: 'waiting',
    allowed: 'POOL',
    forbidden: 'ABOVE RESIDENTS committee',
    hidden: 'worker2 secretary2 OTHER_DESK',
  },
  {
    path: 'desk.accept',
    on: 'elsewhere',
    allowed: '',
    forbidden: 'secretary2 subdistrict county RESIDENTS committee',
    hidden: 'rest',
  },
  { path: 'desk.undo', ...ofHolder },
  { path: 'desk.step', input: words, ...ofHolder },
  { path: 'desk.resolve', input: words, ...ofHolder },
  { path: 'desk.handBack', input: words, ...ofHolder },
  { path: 'desk.reassign', input: { ...words, toPersonId: 'courier' }, ...ofHolderAndAbove },
  { path: 'desk.colleagues', ...ofHolderAndAbove },
  { path: 'desk.pause', input: { reason: 'weather' }, ...ofHolder },
  {
    path: 'desk.resume',
    on: 'paused',
    allowed: 'worker ABOVE',
    forbidden: 'courier RESIDENTS committee',
    hidden: 'rest',
  },
  { path: 'desk.extend', input: words, ...ofHolder },
  { path: 'desk.reportIn', ...ofDepartment },
  { path: 'desk.object', input: words, ...ofDepartment },
  {
    path: 'desk.joinIn',
    on: 'calledIn',
    allowed: 'department',
    hidden: 'department2',
    forbidden: 'rest',
  },
  {
    path: 'desk.callIn',
    input: { ...words, departmentId: municipal },
    on: 'accepted',
    allowed: 'worker ABOVE',
    forbidden: 'courier RESIDENTS committee',
    hidden: 'rest',
  },
  {
    path: 'desk.departments',
    on: 'accepted',
    allowed: 'worker ABOVE',
    forbidden: 'RESIDENTS committee',
    hidden: 'rest',
  },
  { path: 'desk.called', on: 'whistled', allowed: 'department department2', forbidden: 'rest', finds: 'department' },
  { path: 'dispatch.board', on: 'waiting', allowed: 'ABOVE secretary2', forbidden: 'rest', finds: 'ABOVE' },
  {
    path: 'dispatch.search',
    on: 'waiting',
    input: { words: '照片' },
    allowed: 'ABOVE secretary2',
    forbidden: 'rest',
    finds: 'ABOVE',
  },
  { path: 'dispatch.candidates', on: 'waiting', ...ofAbove },
  {
    path: 'dispatch.candidates',
    about: 'for an order elsewhere',
    on: 'elsewhere',
    allowed: 'secretary2 subdistrict county',
    hidden: 'secretary',
    forbidden: 'rest',
  },
  { path: 'dispatch.assign', on: 'waiting', input: { toPersonId: 'courier' }, ...ofAbove },
  { path: 'dispatch.whistle', on: 'waiting', input: { ...words, departmentId: municipal }, ...ofAbove },
  { path: 'dispatch.merge', on: 'pair', ...ofAbove },
  { path: 'dispatch.split', on: 'merged', ...ofAbove },
  { path: 'dispatch.insist', on: 'objected', input: words, ...ofThird },
  { path: 'dispatch.release', on: 'objected', input: words, ...ofThird },
  { path: 'dispatch.supervise', on: 'waiting', input: words, ...ofAbove },
  { path: 'dispatch.closeUnfixed', on: 'waiting', input: words, ...ofAbove },
  { path: 'dispatch.callBack', on: 'closed', input: { result: 'satisfied' }, ...ofAbove },
  { path: 'dispatch.list', on: 'waiting', allowed: 'ABOVE secretary2', forbidden: 'rest', finds: 'ABOVE' },
  {
    path: 'dispatch.list',
    on: 'elsewhere',
    allowed: 'ABOVE secretary2',
    forbidden: 'rest',
    finds: 'secretary2 subdistrict county',
  },

  { path: 'promises.list', input: { kind: 'appeal' }, allowed: 'ABOVE secretary2', forbidden: 'rest' },
  {
    path: 'promises.list',
    about: 'of another community',
    input: { kind: 'appeal', placeId: placeIds.otherCommunity },
    allowed: 'secretary2 subdistrict county',
    forbidden: 'rest',
  },
  {
    path: 'promises.set',
    input: {
      ...noiseElsewhere,
      span: { workingDays: 2 },
      extension: { workingDays: 1 },
    },
    allowed: 'subdistrict county',
    forbidden: 'rest',
  },
  { path: 'promises.unset', input: noiseElsewhere, allowed: 'subdistrict county', forbidden: 'rest' },
  ...REGISTRY_ROWS,
  ...MESSAGE_ROWS,
  ...ALARM_ROWS,
  ...NOTICE_ROWS,

  {
    path: 'homes.unbind',
    input: { homeId: homeId('檀溪苑3号楼2单元501') },
    allowed: 'resident',
    hidden: 'rest',
  },
  { path: 'residentSessions.end', on: 'lostPhone', input: { reason: 'stolen' }, ...ofDecider },
  { path: 'session.revokeOthers', ...ofPerson },
  { path: 'privacy.closeAccount', input: { confirm: '注销' }, ...ofPerson },
]
