import { placeIds } from '../../local/county/cast'
import { noticeForm } from '../modules/civic/notice-world'
import type { Row } from './role-table'

/** Its readers, the publishers at the place and above, and who serves there; a department of the county does not. */
const ofSeers = {
  allowed:
    'resident neighbour ABOVE worker worker2 courier property steward merchant housekeeper doctor nursery volunteer',
  hidden: 'rest',
}
const ofReaders = { allowed: 'resident neighbour', hidden: 'rest' }
/** The publishers at the notice's place and above. */
const ofPublishers = { allowed: 'ABOVE', hidden: 'secretary2', forbidden: 'rest' }
const anyPublisher = { allowed: 'ABOVE secretary2', forbidden: 'rest' }
/** Who wrote it, and no other publisher. */
const ofAuthor = { allowed: 'secretary', hidden: 'subdistrict county secretary2', forbidden: 'rest' }
const ofKeepers = { allowed: 'worker secretary', hidden: 'worker2 secretary2', forbidden: 'rest' }

/** As small as whoever publishes from above a community may choose. */
const form = noticeForm({ audience: { placeIds: [placeIds.estate], who: { kind: 'all' } } })
const { audience, paid, title, body } = form

/** 通知公告 and 敲门名单: a part of the one table. */
export const NOTICE_ROWS: Row[] = [
  { path: 'notices.list', on: 'notice', allowed: 'ALL', finds: 'resident neighbour' },
  { path: 'notices.home', allowed: 'ALL' },
  { path: 'notices.get', on: 'notice', ...ofSeers },
  { path: 'notices.get', about: 'a draft', on: 'draftNotice', allowed: 'secretary', hidden: 'rest' },
  { path: 'notices.read', on: 'notice', ...ofSeers },
  { path: 'notices.confirm', on: 'notice', ...ofReaders },
  { path: 'notices.comments', on: 'notice', ...ofSeers },
  { path: 'notices.comment', on: 'notice', input: { text: '知道了' }, ...ofSeers },
  { path: 'notices.removeComment', on: 'comment', allowed: 'resident', hidden: 'rest' },
  { path: 'notices.hideComment', on: 'comment', input: { why: '和通知无关' }, ...ofPublishers },
  { path: 'notices.unhideComment', on: 'comment', ...ofPublishers },

  { path: 'notices.mine', on: 'notice', ...anyPublisher, finds: 'secretary' },
  { path: 'notices.options', ...anyPublisher },
  { path: 'notices.estimate', input: { audience, paid }, ...ofPublishers },
  { path: 'notices.plain', input: { title, body }, ...anyPublisher },
  { path: 'notices.save', input: form, ...ofPublishers },
  { path: 'notices.publish', on: 'draftNotice', input: { at: null }, ...ofAuthor },
  { path: 'notices.decide', on: 'waitingNotice', input: { isApproved: true, why: null }, ...ofPublishers },
  { path: 'notices.unschedule', on: 'scheduledNotice', ...ofAuthor },
  { path: 'notices.remove', on: 'draftNotice', ...ofAuthor },
  { path: 'notices.recall', on: 'notice', input: { why: '日期写错了' }, ...ofPublishers },
  { path: 'notices.correct', on: 'notice', input: { title, body, whatChanged: '改了时间' }, ...ofPublishers },
  { path: 'notices.pin', on: 'notice', input: { until: null }, ...ofPublishers },
  { path: 'notices.remind', on: 'notice', ...ofPublishers },
  {
    path: 'notices.setApproval',
    input: { placeId: placeIds.community, needsApproval: false },
    ...ofPublishers,
  },
  {
    path: 'notices.setApproval',
    about: 'the street',
    input: { placeId: placeIds.subdistrict, needsApproval: false },
    allowed: 'subdistrict county',
    hidden: 'secretary secretary2',
    forbidden: 'rest',
  },
  { path: 'notices.settings', ...anyPublisher },
  { path: 'notices.settings', about: 'a community', input: { placeId: placeIds.community }, ...ofPublishers },
  {
    path: 'notices.setCap',
    input: { placeId: placeIds.community, capFen: 20_000 },
    allowed: 'subdistrict county',
    forbidden: 'rest',
  },
  {
    path: 'notices.setCap',
    about: 'the street',
    input: { placeId: placeIds.subdistrict, capFen: 20_000 },
    allowed: 'county',
    forbidden: 'rest',
  },
  { path: 'notices.reach', on: 'notice', ...ofPublishers },
  {
    path: 'notices.reachHomes',
    on: 'notice',
    input: { placeId: placeIds.building },
    allowed: 'secretary',
    forbidden: 'rest',
    hidden: 'secretary2',
  },
  { path: 'notices.sendDoorList', on: 'notice', ...ofPublishers },

  {
    path: 'doors.lists',
    on: 'doorList',
    allowed: 'worker worker2 secretary secretary2',
    forbidden: 'rest',
    finds: 'worker secretary',
  },
  { path: 'doors.entries', on: 'openedDoorList', ...ofKeepers },
  { path: 'doors.sheet', on: 'openedDoorList', ...ofKeepers },
  { path: 'doors.done', on: 'doorEntry', input: { how: 'inPerson' }, ...ofKeepers },
  {
    path: 'doors.undo',
    on: 'markedDoor',
    allowed: 'worker',
    hidden: 'worker2 secretary2',
    forbidden: 'rest',
  },
]
