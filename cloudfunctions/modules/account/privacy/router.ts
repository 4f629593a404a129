import * as z from 'zod'
import { PAGE_SIZE } from '../../../contract/reply'
import { ROLE_LABELS } from '../../../contract/roles'
import { CARD_LOOK, CARD_PURPOSE_KEYS, CARD_PURPOSES } from '../../../contract/worker/residents'
import { eraseOrdersOf, filesOnOthersOrders, openOrdersOf } from '../../../engines/orders/store'
import { cursorField, nothing, pageOf } from '../../../kernel/dispatch/fields'
import { idCursor, toPage } from '../../../kernel/dispatch/page'
import { mutation, query, router } from '../../../kernel/dispatch/procedure'
import { conflict } from '../../../kernel/errors'
import { emit } from '../../../kernel/events/store'
import { eraseFilesOf } from '../../../kernel/files/erase'
import { revokeSessionsOf } from '../../../kernel/sessions/store'
import { accessesTo } from '../../../registry/access-log/store'
import { closeAccount } from '../../../registry/people/close'

const access = z.strictObject({
  id: z.string(),
  viewerName: z.string(),
  viewerRole: z.string(),
  what: z.string(),
  at: z.string(),
})

/** What each logged look was at, in plain words. */
const WHAT: Record<string, string> = {
  'order.requester': '办理诉求时查看了您的姓名、电话和住址',
  ...Object.fromEntries(
    CARD_PURPOSE_KEYS.map((key) => [`${CARD_LOOK}${key}`, `查看了您的登记信息，为了${CARD_PURPOSES[key]}`]),
  ),
}

export const privacyRouter = router({
  accessLog: query(
    { callers: 'person', about: '谁看过我的资料' },
    { cursor: cursorField },
    pageOf(access),
    async ({ db, caller }, { cursor }) => {
      const rows = await accessesTo(db, {
        personId: caller.personId,
        beforeId: idCursor(cursor) ?? null,
        limit: PAGE_SIZE + 1,
      })
      return toPage(
        rows,
        (row) => ({
          id: row.id,
          viewerName: row.viewerName,
          viewerRole: row.viewerRole ? ROLE_LABELS[row.viewerRole] : '',
          what: WHAT[row.what] ?? row.what,
          at: row.at.toISOString(),
        }),
        (last) => last.id,
      )
    },
  ),

  closeAccount: mutation(
    { callers: 'person', about: '注销账号，抹去个人信息' },
    { confirm: z.literal('注销') },
    nothing,
    async ({ deps, tx, caller, now }) => {
      const { asked, held } = await openOrdersOf(tx, caller.personId)
      if (held > 0) throw conflict('account.holds_orders', `您手里还有 ${held} 件单，办好或退回后再注销`)
      if (asked > 0) throw conflict('account.has_open_orders', `您还有 ${asked} 件诉求没结案，确认或撤回后再注销`)
      await eraseFilesOf(tx, caller.personId, await filesOnOthersOrders(tx, caller.personId))
      await eraseOrdersOf(tx, caller.personId, now)
      await closeAccount(deps, tx, caller.personId, now)
      await revokeSessionsOf(tx, caller.personId, now)
      await emit(deps, tx, 'account.closed', { personId: caller.personId })
      return {}
    },
  ),
})
