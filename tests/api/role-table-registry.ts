import { CONSENT_TEXTS } from '../../cloudfunctions/contract/account/privacy'
import { homeId, personId, placeId, placeIds } from '../../local/county/cast'
import { lampAppeal } from '../appeals'
import type { Row } from './role-table'

/** Whoever keeps the registry where the person lives; a keeper of another place finds nobody. */
const ofKeepers = { allowed: 'worker secretary', hidden: 'worker2 secretary2', forbidden: 'rest' }
const anyKeeper = { allowed: 'worker worker2 secretary secretary2', forbidden: 'rest' }
/** The elder, and the daughter whom she entrusted; to everybody else it is as if there were no such person. */
const ofFamily = {
  about: 'for somebody one acts for',
  input: { forPersonId: personId('elder') },
  allowed: 'elder family',
  hidden: 'rest',
}
const seenByFamily = { allowed: 'elder family worker courier ABOVE', hidden: 'rest' }
const whole = { placeId: placeIds.community, filter: {} }
const ofListers = { allowed: 'ABOVE', hidden: 'secretary2', forbidden: 'rest' }
/** The secretary opened it; it is nobody else's, not even of those above. */
const ofOpener = { allowed: 'secretary', hidden: 'secretary2 subdistrict county', forbidden: 'rest' }
const home501 = homeId('檀溪苑3号楼2单元501')

const ofSupervisors = { allowed: 'ABOVE secretary2', forbidden: 'rest' }
/** Whose community the grid is in; to others in charge elsewhere it is not there. */
const ofOwnSupervisors = { allowed: 'ABOVE', hidden: 'secretary2', forbidden: 'rest' }
const ofOtherSupervisors = { allowed: 'secretary2 subdistrict county', hidden: 'secretary', forbidden: 'rest' }
const ofSecretary = { allowed: 'secretary', hidden: 'secretary2', forbidden: 'rest' }

/** What those may who keep the registry, and those above them: a part of the one table. */
export const REGISTRY_ROWS: Row[] = [
  {
    path: 'reveal.field',
    input: { personId: personId('resident'), field: 'phone', purpose: 'visit' },
    allowed: 'worker secretary',
    hidden: 'worker2 secretary2',
    forbidden: 'rest',
  },
  {
    path: 'reveal.field',
    about: 'of somebody in another community',
    input: { personId: personId('outsider'), field: 'phone', purpose: 'visit' },
    allowed: 'secretary2',
    hidden: 'worker worker2 secretary',
    forbidden: 'rest',
  },
  {
    path: 'residents.search',
    on: 'sought',
    input: { words: '寻找' },
    ...anyKeeper,
    finds: 'worker secretary',
  },
  {
    path: 'residents.search',
    about: 'by a tag, for somebody elsewhere',
    input: { tags: ['livesAlone'], ageFrom: 60 },
    ...anyKeeper,
  },
  { path: 'people.counts', allowed: 'ABOVE secretary2', forbidden: 'rest' },
  {
    path: 'people.counts',
    about: 'of another community',
    input: { placeId: placeIds.otherCommunity },
    allowed: 'secretary2 subdistrict county',
    hidden: 'secretary',
    forbidden: 'rest',
  },
  { path: 'people.preview', input: whole, ...ofListers },
  { path: 'people.open', input: { ...whole, filter: { tag: 'livesAlone' }, purpose: 'care' }, ...ofListers },
  {
    path: 'people.open',
    about: 'of another community',
    input: { placeId: placeIds.otherCommunity, filter: { tag: 'veteran' }, purpose: 'care' },
    allowed: 'secretary2 subdistrict county',
    hidden: 'secretary',
    forbidden: 'rest',
  },
  { path: 'people.list', on: 'openedList', ...ofOpener },
  { path: 'people.export', on: 'openedList', ...ofOpener },
  { path: 'residents.buildings', ...anyKeeper },
  { path: 'residents.homes', input: { buildingId: placeIds.building }, ...ofKeepers },
  { path: 'residents.home', input: { homeId: home501 }, ...ofKeepers },
  { path: 'residents.card', on: 'newcomer', ...ofKeepers },
  {
    path: 'residents.card',
    about: 'of somebody in another community',
    input: { personId: personId('outsider') },
    allowed: 'secretary2',
    hidden: 'worker worker2 secretary',
    forbidden: 'rest',
  },
  {
    path: 'residents.correct',
    on: 'newcomer',
    input: { field: 'occupation', value: '教师', seenId: null },
    ...ofKeepers,
  },
  { path: 'residents.choose', on: 'disputed', ...ofKeepers },
  { path: 'residents.tag', on: 'newcomer', input: { tag: 'veteran' }, ...ofKeepers },
  { path: 'residents.untag', on: 'newcomer', input: { tag: 'veteran' }, ...ofKeepers },
  {
    path: 'residents.moveIn',
    on: 'newcomer',
    input: { homeId: homeId('檀溪苑3号楼1单元302'), relation: 'tenant' },
    ...ofKeepers,
  },
  {
    path: 'residents.moveIn',
    about: 'into a home elsewhere',
    on: 'newcomer',
    input: { homeId: homeId('枣林花园1号楼1单元201'), relation: 'tenant' },
    allowed: '',
    hidden: 'worker worker2 secretary secretary2',
    forbidden: 'rest',
  },
  { path: 'residents.moveOut', on: 'newcomer', input: { homeId: home501 }, ...ofKeepers },
  { path: 'residents.add', on: 'newName', input: { homeId: home501, relation: 'tenant' }, ...ofKeepers },
  { path: 'residents.died', on: 'newcomer', input: { on: '2026-11-01' }, ...ofKeepers },
  { path: 'residents.deaths', on: 'listedDead', ...anyKeeper, finds: 'worker secretary' },
  {
    path: 'residents.deaths',
    about: 'as another wrote down',
    on: 'listedBySecretary',
    ...anyKeeper,
    finds: 'secretary',
  },
  { path: 'residents.undoDeath', on: 'dead', ...ofKeepers },
  {
    path: 'residents.undoDeath',
    about: 'as another wrote down',
    on: 'deadBySecretary',
    allowed: 'secretary',
    hidden: 'worker worker2 secretary2',
    forbidden: 'rest',
  },
  {
    path: 'residents.item',
    on: 'newcomer',
    input: { kind: 'contact', parts: { name: '李静', phone: '16012345678', relation: '女儿', callOrder: '1' } },
    ...ofKeepers,
  },
  { path: 'residents.endItem', on: 'item', ...ofKeepers },
  { path: 'residents.orders', on: 'newcomer', ...ofKeepers },
  {
    path: 'residents.split',
    on: 'newcomer',
    input: { name: '另一位', valueIds: {}, homeIds: { both: [home501] }, tags: {} },
    ...ofKeepers,
  },
  {
    path: 'residents.split',
    about: 'into a home elsewhere',
    on: 'newcomer',
    input: { name: '另一位', valueIds: {}, homeIds: { both: [homeId('枣林花园1号楼1单元201')] }, tags: {} },
    allowed: '',
    hidden: 'worker worker2 secretary secretary2',
    forbidden: 'rest',
  },
  {
    path: 'privacy.saveItem',
    input: { kind: 'vehicle', parts: { vehicle: 'car', plate: '鲁H12345' } },
    allowed: 'ALL',
  },
  { path: 'privacy.endItem', on: 'ownItem', allowed: 'resident', hidden: 'rest' },
  { path: 'privacy.undoItem', on: 'ownChange', allowed: 'resident', hidden: 'rest' },
  {
    path: 'reveal.field',
    about: 'an item',
    on: 'item',
    input: { field: 'vehicle', purpose: 'check' },
    ...ofKeepers,
  },

  { path: 'family.list', on: 'familyAsk', allowed: 'ALL', finds: 'resident neighbour' },
  { path: 'family.ask', input: { name: '孙秀兰', relation: 'relative', phone: '15400000008' }, allowed: 'ALL' },
  {
    path: 'family.answer',
    on: 'familyAsk',
    input: { isAgreed: true, version: CONSENT_TEXTS.guardian.version },
    allowed: 'resident',
    hidden: 'rest',
  },
  { path: 'family.end', on: 'familyAsk', allowed: 'resident neighbour', hidden: 'rest' },
  { path: 'guardianships.list', on: 'familyAsk', ...anyKeeper, finds: 'worker secretary' },
  { path: 'guardianships.get', on: 'familyAsk', ...ofKeepers },
  {
    path: 'guardianships.confirm',
    on: 'familyAsk',
    input: { personId: personId('resident'), isAgreedInPerson: true },
    ...ofKeepers,
  },
  { path: 'guardianships.refuse', on: 'familyAsk', input: { reason: 'unwilling' }, ...ofKeepers },
  { path: 'homes.list', ...ofFamily },
  { path: 'privacy.held', ...ofFamily },
  { path: 'privacy.accessLog', ...ofFamily },
  { path: 'corrections.mine', ...ofFamily },
  { path: 'corrections.ask', on: 'freeField', ...ofFamily, input: { ...ofFamily.input, value: '写错了' } },
  { path: 'appeals.mine', ...ofFamily },
  { path: 'appeals.submit', ...ofFamily, input: { ...ofFamily.input, ...lampAppeal() } },
  { path: 'appeals.get', about: 'told by the daughter', on: 'toldByFamily', ...seenByFamily },
  {
    path: 'appeals.withdraw',
    about: 'told by the daughter',
    on: 'toldByFamily',
    allowed: 'elder family',
    forbidden: 'worker courier ABOVE',
    hidden: 'rest',
  },

  { path: 'visits.due', on: 'dueVisit', ...anyKeeper, finds: 'worker secretary' },
  { path: 'visits.ofPerson', on: 'newcomer', ...ofKeepers },
  { path: 'visits.done', on: 'newcomer', input: { text: '在家，一切都好' }, ...ofKeepers },
  {
    path: 'visits.done',
    about: 'of somebody in another community',
    input: { text: '在家', personId: personId('outsider') },
    allowed: 'secretary2',
    hidden: 'worker worker2 secretary',
    forbidden: 'rest',
  },
  {
    path: 'visits.askFor',
    on: 'newcomer',
    input: { reason: 'routine' },
    allowed: 'secretary subdistrict',
    hidden: 'secretary2',
    forbidden: 'rest',
  },
  {
    path: 'visits.askFor',
    about: 'for somebody in another community',
    input: { personId: personId('outsider'), reason: 'request' },
    allowed: 'secretary2 subdistrict',
    hidden: 'secretary',
    forbidden: 'rest',
  },
  {
    path: 'visits.ask',
    about: 'for somebody of one home',
    on: 'newcomer',
    input: { reason: 'request', text: '请来看看' },
    allowed: 'resident',
    hidden: 'rest',
  },
  { path: 'visits.household', on: 'sought', allowed: 'ALL', finds: 'resident' },
  { path: 'visits.asked', on: 'askedVisit', allowed: 'ALL', finds: 'secretary' },
  { path: 'visits.whom', on: 'askedVisit', allowed: 'ABOVE', hidden: 'rest' },
  { path: 'visits.whom', about: 'in the hands of a worker', on: 'heldVisit', allowed: 'worker ABOVE', hidden: 'rest' },

  { path: 'organisation.grids', ...ofSupervisors },
  {
    path: 'organisation.grids',
    about: 'of another community',
    input: { communityId: placeIds.otherCommunity },
    ...ofOtherSupervisors,
  },
  { path: 'organisation.grid', input: { id: placeIds.grid }, ...ofOwnSupervisors },
  {
    path: 'organisation.grid',
    about: 'of another community',
    input: { id: placeId('枣林第1网格') },
    ...ofOtherSupervisors,
  },
  { path: 'organisation.checkBorder', on: 'corners', ...ofOwnSupervisors },
  { path: 'organisation.setBorder', on: 'border', ...ofOwnSupervisors },
  { path: 'duties.week', allowed: 'secretary secretary2', forbidden: 'rest' },
  {
    path: 'duties.week',
    about: 'of another community',
    input: { placeId: placeIds.otherCommunity },
    allowed: 'secretary2',
    hidden: 'secretary',
    forbidden: 'rest',
  },
  { path: 'duties.people', input: { placeId: placeIds.community }, ...ofSecretary },
  { path: 'duties.add', on: 'turn', ...ofSecretary },
  { path: 'duties.remove', on: 'shift', ...ofSecretary },
  { path: 'duties.copyWeek', on: 'formerWeek', ...ofSecretary },

  { path: 'buildings.below', input: { placeId: placeIds.grid }, ...ofSecretary },
  { path: 'buildings.add', on: 'newPlace', ...ofSecretary },
  { path: 'buildings.addHome', on: 'newRoom', ...ofSecretary },
  { path: 'buildings.rename', on: 'emptyPlace', input: { name: '换了名字的楼' }, ...ofSecretary },
  { path: 'buildings.retire', on: 'emptyPlace', ...ofSecretary },
]
