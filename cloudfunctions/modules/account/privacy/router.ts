import * as z from 'zod'
import { VALUE_FIELDS } from '../../../contract/items'
import { PAGE_SIZE } from '../../../contract/reply'
import { eraseOrdersOf, filesOfGuardians, openOrdersOf } from '../../../engines/orders/store'
import { cursorField, nothing, pageOf } from '../../../kernel/dispatch/fields'
import { idCursor, toPage } from '../../../kernel/dispatch/page'
import { mutation, query, router } from '../../../kernel/dispatch/procedure'
import { conflict } from '../../../kernel/errors'
import { emit, isAwaited } from '../../../kernel/events/store'
import { eraseFiles, eraseFilesOf } from '../../../kernel/files/erase'
import { revokeSessionsOf } from '../../../kernel/sessions/store'
import { accessesTo } from '../../../registry/access-log/store'
import { lookedAt } from '../../../registry/guardianships/acting'
import { closeAccount } from '../../../registry/people/close'
import { dayOf } from '../../../registry/people/days'
import { consentProcedures } from './consents'
import { exportOf } from './export'
import { look, presentLook } from './looks'
import { itemProcedures } from './own-items'
import { ownRecord, ownRecordOf, ownValue } from './own-record'

/** Exports in a minute: a document may be long, and nobody needs it twice at once. */
const EXPORTS_A_MINUTE = 2

export const privacyRouter = router({
  accessLog: query(
    { callers: 'person', about: '谁看过我的资料，或者托付给我的家人的' },
    { cursor: cursorField, forPersonId: z.uuid().optional() },
    pageOf(look),
    async ({ deps, db, caller, now }, { cursor, forPersonId }) => {
      const personId = await lookedAt(deps, caller, { forPersonId, look: 'looks', now })
      const rows = await accessesTo(db, {
        personId,
        beforeId: idCursor(cursor) ?? null,
        limit: PAGE_SIZE + 1,
      })
      return toPage(rows, presentLook, (last) => last.id)
    },
  ),

  held: query(
    { callers: 'person', about: '登记了我或托付给我的家人哪些资料，从哪儿来；敏感的打码' },
    { forPersonId: z.uuid().optional() },
    ownRecord,
    async ({ deps, caller, now }, { forPersonId }) =>
      ownRecordOf(deps, await lookedAt(deps, caller, { forPersonId, look: 'held', now }), now),
  ),

  show: query(
    { callers: 'person', about: '看自己的一项敏感资料' },
    { field: z.enum(VALUE_FIELDS), itemId: z.uuid().optional() },
    z.strictObject({ value: z.nullable(z.string()) }),
    async ({ deps, caller }, given) => ({ value: await ownValue(deps, caller.personId, given) }),
  ),

  ...itemProcedures,

  ...consentProcedures,

  export: query(
    { callers: 'person', about: '导出我的全部资料', perMinute: EXPORTS_A_MINUTE },
    {},
    z.strictObject({ fileName: z.string(), text: z.string() }),
    async ({ deps, caller, now }) => ({
      fileName: `linli-${dayOf(now)}.json`,
      text: await exportOf(deps, caller.personId, now),
    }),
  ),

  closeAccount: mutation(
    { callers: 'person', about: '注销账号，抹去个人信息' },
    { confirm: z.literal('注销') },
    nothing,
    async ({ deps, tx, caller, now }) => {
      // Orders and visits of a record that was joined a moment ago are erased with the rest, once they have followed.
      if (await isAwaited(tx, 'person.merged', 'intoId', caller.personId))
        throw conflict('account.is_merging', '刚认的房屋还在合并资料，过一分钟再注销')
      const { asked, held } = await openOrdersOf(tx, caller.personId)
      if (held > 0) throw conflict('account.holds_orders', `您手里还有 ${held} 件单，办好或退回后再注销`)
      if (asked > 0) throw conflict('account.has_open_orders', `您还有 ${asked} 件诉求没结案，确认或撤回后再注销`)
      const kept = await Promise.all(deps.keptFiles.map((filesOf) => filesOf(tx, caller.personId)))
      await eraseFilesOf(tx, caller.personId, kept.flat())
      await eraseFiles(tx, await filesOfGuardians(tx, caller.personId))
      await eraseOrdersOf(tx, caller.personId, now)
      await closeAccount(deps, tx, caller.personId, now)
      await revokeSessionsOf(tx, caller.personId, now)
      await emit(deps, tx, 'account.closed', { personId: caller.personId })
      return {}
    },
  ),
})
