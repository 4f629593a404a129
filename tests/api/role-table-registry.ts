import { homeId, personId, placeIds } from '../../local/county/cast'
import type { Row } from './role-table'

/** Whoever keeps the registry where the person lives; a keeper of another place finds nobody. */
const ofKeepers = { allowed: 'worker secretary', hidden: 'worker2 secretary2', forbidden: 'rest' }
const anyKeeper = { allowed: 'worker worker2 secretary secretary2', forbidden: 'rest' }
const home501 = homeId('檀溪苑3号楼2单元501')

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
  {
    path: 'people.list',
    input: { tag: 'livesAlone', placeId: placeIds.community },
    allowed: 'secretary',
    hidden: 'secretary2',
    forbidden: 'rest',
  },
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
]
