import type { Deps } from '../../kernel/context'
import type { Tx } from '../../kernel/database/open'
import { mergePeople } from '../people/merge'
import { PHONE_INDEX } from '../people/sealed'
import { lockPerson } from '../people/store'
import { appointedByPhone, handOverGrants } from './store'

/**
 * Whom the command made the first officer before they had ever signed in: once WeChat has verified the phone that it
 * named, record and role are theirs. Several of that phone stay as they are.
 */
export async function takeUpRole(
  deps: Deps,
  tx: Tx,
  { personId, phone, now }: { personId: string; phone: string; now: Date },
): Promise<void> {
  const find = async () => {
    const phoneIndex = deps.encryption.blindIndex(PHONE_INDEX, phone)
    const found = await appointedByPhone(tx, { phoneIndex, exceptId: personId, now })
    return found.length === 1 ? found[0]! : null
  }
  const fromId = await find()
  // Somebody else with this phone may have been quicker.
  if (!fromId || !(await lockPerson(tx, fromId)) || (await find()) !== fromId) return
  await handOverGrants(tx, { fromId, intoId: personId })
  await mergePeople(
    deps,
    tx,
    { actorId: personId, source: 'wechat', communityId: null },
    { fromId, intoId: personId, now },
  )
}
