import type { Caller } from '../../kernel/context'
import type { Executor } from '../../kernel/database/open'
import { notFound } from '../../kernel/errors'
import type { NewId } from '../../kernel/ids'
import { recordAccess } from '../access-log/store'
import { mayActFor } from './rules'

/** Begins what the access log calls a guardian's look. */
export const FAMILY_LOOK = 'family.'
type FamilyLook = 'held' | 'looks' | 'homes'

/**
 * Whose matter a call is about: the caller's own, or that of somebody they may act for.
 * Fault record.not_found for anybody else, whether or not there is such a person.
 */
export function subjectOf(caller: Caller, forPersonId: string | undefined): string {
  if (forPersonId === undefined || forPersonId === caller.personId) return caller.personId
  if (!mayActFor(caller, forPersonId)) throw notFound('您现在不能替这位家人办事了')
  return forPersonId
}

/** The same, and a look at somebody else's record is written into their access log. */
export async function lookedAt(
  deps: { db: Executor; newId: NewId },
  caller: Caller,
  { forPersonId, look, now }: { forPersonId: string | undefined; look: FamilyLook; now: Date },
): Promise<string> {
  const personId = subjectOf(caller, forPersonId)
  if (personId !== caller.personId)
    await recordAccess(deps.db, [
      {
        id: deps.newId(),
        personId,
        viewerId: caller.personId,
        what: `${FAMILY_LOOK}${look}`,
        subjectId: personId,
        at: now,
      },
    ])
  return personId
}
