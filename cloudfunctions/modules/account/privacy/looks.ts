import * as z from 'zod'
import { LIST_PURPOSES, type ListPurpose, REVEAL_PURPOSES, type RevealPurpose } from '../../../contract/account/privacy'
import { labelOf } from '../../../contract/items'
import { SESSION_END_REASONS } from '../../../contract/registry'
import { ROLE_LABELS } from '../../../contract/roles'
import { LIST_LOOKS } from '../../../contract/secretary/people'
import { CARD_LOOK, CARD_PURPOSE_KEYS, CARD_PURPOSES } from '../../../contract/worker/residents'
import type { AccessView } from '../../../registry/access-log/store'
import { FAMILY_LOOK } from '../../../registry/guardianships/acting'

/** A look at one's record: who, in which role, at what, and why. */
export const look = z.strictObject({
  id: z.string(),
  viewerName: z.string(),
  viewerRole: z.string(),
  what: z.string(),
  why: z.string(),
  at: z.string(),
})

/** What each logged look was at and what for, in plain words. */
const KINDS: Record<string, { what: string; why: string }> = {
  'order.requester': { what: '看了您的姓名、电话和住址', why: '办理您提的事' },
  'visit.whom': { what: '看了您的姓名和住址', why: '有人请他上门看看您' },
  'correction.value': { what: '看了您要更正的资料', why: '核实更正' },
  ...Object.fromEntries(
    CARD_PURPOSE_KEYS.map((key) => [`${CARD_LOOK}${key}`, { what: '看了您的登记信息', why: CARD_PURPOSES[key] }]),
  ),
  'visits.results': { what: '看了您的走访记录', why: '了解走访情况' },
  'doors.entries': { what: '在敲门名单里看到了您家', why: '上门告诉您通知' },
  'role.find': { what: '按手机号找到了您', why: '给您安排职责' },
  'home.claim': { what: '看了您的姓名和打码的电话', why: '核实认房申请' },
  ...Object.fromEntries(
    Object.entries(SESSION_END_REASONS).map(([key, words]) => [
      `sessions.end.${key}`,
      { what: '让您的账号在所有手机上退出', why: `应您的要求：${words}` },
    ]),
  ),
  [`${FAMILY_LOOK}held`]: { what: '看了登记的资料，敏感的打了码', why: '替您办事' },
  [`${FAMILY_LOOK}looks`]: { what: '看了谁看过您的资料', why: '替您办事' },
  [`${FAMILY_LOOK}homes`]: { what: '看了您的住处', why: '替您办事' },
  'family.ask': { what: '看了您的姓名和打码的电话', why: '核实谁替谁办事' },
  [LIST_LOOKS.view]: { what: '看了有您在内的名单', why: '' },
  [LIST_LOOKS.search]: { what: '按条件找人时看到了您', why: '核对登记信息' },
  [LIST_LOOKS.export]: { what: '导出了有您在内的名单', why: '' },
  'person.export': { what: '导出了全部资料', why: '本人导出' },
}
const ANY = { what: '看了您的资料', why: '' }

export function presentLook(row: AccessView): z.input<typeof look> {
  const kind = KINDS[row.what] ?? ANY
  const label = row.field ? labelOf(row.field) : ''
  // Lists and single fields have purposes of their own, some under one name.
  const listed = row.field ? undefined : LIST_PURPOSES[row.purpose as ListPurpose]
  const stated = listed ? `用途：${listed}` : REVEAL_PURPOSES[row.purpose as RevealPurpose]
  return {
    id: row.id,
    viewerName: row.viewerName,
    viewerRole: kind.why === '替您办事' ? '家人' : row.viewerRole ? ROLE_LABELS[row.viewerRole] : '',
    what: label ? `看了您的${label}` : kind.what,
    why: [stated ?? kind.why, row.words ?? ''].filter(Boolean).join('：'),
    at: row.at.toISOString(),
  }
}
