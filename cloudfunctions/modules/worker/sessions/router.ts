import * as z from 'zod'
import { SESSION_END_REASON_KEYS } from '../../../contract/registry'
import type { Caller, Deps } from '../../../kernel/context'
import type { Executor } from '../../../kernel/database/open'
import { nothing, textField } from '../../../kernel/dispatch/fields'
import { mutation, router } from '../../../kernel/dispatch/procedure'
import { notFound } from '../../../kernel/errors'
import { emit } from '../../../kernel/events/store'
import { revokeSessionsOf } from '../../../kernel/sessions/store'
import { recordAccess } from '../../../registry/access-log/store'
import { accountsOf, namesOf, peopleByPhone } from '../../../registry/people/store'
import { pathOf } from '../../../registry/places/store'
import { residentRows } from '../../../registry/residents/store'
import { hasRoleAt } from '../../../registry/roles/rules'

const ENDERS = ['gridWorker', 'secretary'] as const

/** Who logs in, has this phone and this name, and lives where the caller works. */
async function residentOf(
  deps: Deps,
  db: Executor,
  caller: Caller,
  { phone, name }: { phone: string; name: string },
): Promise<string | null> {
  const known = await peopleByPhone(db, deps.encryption, phone)
  const names = await namesOf(db, known)
  const accounts = await accountsOf(
    db,
    known.filter((id) => names.get(id) === name),
  )
  for (const { personId } of accounts)
    for (const { gridId } of await residentRows(db, personId))
      if (hasRoleAt(caller.grants, ENDERS, await pathOf(db, gridId))) return personId
  return null
}

export const residentSessionsRouter = router({
  end: mutation(
    { callers: ENDERS, about: '居民手机丢了来求助：让账号在所有手机上退出', perMinute: 10 },
    { phone: z.string().min(7).max(20), name: textField(1, 30), reason: z.enum(SESSION_END_REASON_KEYS) },
    nothing,
    async ({ deps, tx, caller, now }, { phone, name, reason }) => {
      const personId = await residentOf(deps, tx, caller, { phone, name })
      if (!personId) throw notFound('您的网格里没找到这位居民，请核对姓名和手机号')
      await revokeSessionsOf(tx, personId, now)
      await recordAccess(tx, [
        {
          id: deps.newId(),
          personId,
          viewerId: caller.personId,
          what: `sessions.end.${reason}`,
          subjectId: personId,
          at: now,
        },
      ])
      await emit(deps, tx, 'sessions.ended', { personId })
      return {}
    },
  ),
})
