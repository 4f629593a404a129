import * as z from 'zod'
import { REVEAL_PURPOSES, type RevealPurpose } from '../../../contract/account/privacy'
import { PERSON_FIELDS, SESSION_END_REASONS } from '../../../contract/registry'
import { ROLE_LABELS } from '../../../contract/roles'
import { CARD_LOOK, CARD_PURPOSE_KEYS, CARD_PURPOSES } from '../../../contract/worker/residents'
import type { AccessView } from '../../../registry/access-log/store'

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
  'role.find': { what: '按手机号找到了您', why: '给您安排职责' },
  'home.claim': { what: '看了您的姓名和打码的电话', why: '核实认房申请' },
  ...Object.fromEntries(
    Object.entries(SESSION_END_REASONS).map(([key, words]) => [
      `sessions.end.${key}`,
      { what: '让您的账号在所有手机上退出', why: `应您的要求：${words}` },
    ]),
  ),
  'person.export': { what: '导出了全部资料', why: '本人导出' },
}
const ANY = { what: '看了您的资料', why: '' }

export function presentLook(row: AccessView): z.input<typeof look> {
  const kind = KINDS[row.what] ?? ANY
  const label = row.field ? PERSON_FIELDS[row.field].label : ''
  const stated = REVEAL_PURPOSES[row.purpose as RevealPurpose]
  return {
    id: row.id,
    viewerName: row.viewerName,
    viewerRole: row.viewerRole ? ROLE_LABELS[row.viewerRole] : '',
    what: label ? `看了您的${label}` : kind.what,
    why: [stated ?? kind.why, row.words ?? ''].filter(Boolean).join('：'),
    at: row.at.toISOString(),
  }
}
