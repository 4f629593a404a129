import { isOfHealth } from '../../../contract/account/privacy'
import { REGISTRY_KEEPERS } from '../../../contract/worker/residents'
import type { PlacedOrder } from '../../../engines/orders/store'
import type { Caller, Deps } from '../../../kernel/context'
import { agreesTo } from '../../../registry/consents/store'
import { maskField, shownInFull } from '../../../registry/facts/mask-field'
import { readValue } from '../../../registry/facts/sealed'
import { valuesOf } from '../../../registry/facts/store'
import { hasRoleAt } from '../../../registry/roles/rules'
import { hasEnded } from './rules'
import { correctionPlace } from './sealed'
import type { CorrectionRow } from './store'

const NO_CONSENT = '登记了，本人没有同意查看'

/**
 * What is registered and what should be, as far as the caller needs it: the person all of it; who acts for them what they
 * asked for, and of the record what 隐私中心 shows them; who keeps the registry there only while it is checked, of health what the
 * person lets be seen; those above behind a mask.
 */
export async function valuesFor(
  deps: Deps,
  caller: Caller,
  given: { row: CorrectionRow; order: PlacedOrder; isFamily: boolean; now: Date },
): Promise<{ current: string | null; wanted: string | null }> {
  const { row, order, isFamily, now } = given
  const { field, itemId, personId, orderId, valueSealed } = row
  const isOwn = personId === caller.personId
  if (!isOwn && !isFamily && hasEnded(order.state)) return { current: null, wanted: null }
  const known = await valuesOf(deps.db, personId, [field])
  const found = known.find((value) => value.state === 'current' && value.itemId === itemId)
  const registered = found ? readValue(deps.encryption, found) : null
  const said = valueSealed && deps.encryption.open(valueSealed, correctionPlace(orderId, personId))
  const full = (value: string | null) => value && shownInFull(field, value)
  const masked = (value: string | null) => value && maskField(field, value)
  if (isFamily) return { current: masked(registered), wanted: full(said) }
  const mayOpen =
    isOwn || caller.personId === order.holderId || hasRoleAt(caller.grants, REGISTRY_KEEPERS, order.gridPath)
  if (!mayOpen) return { current: masked(registered), wanted: masked(said) }
  const isHidden = !isOwn && isOfHealth(field) && !(await agreesTo(deps.db, personId, 'health', now))
  return { current: registered && isHidden ? NO_CONSENT : full(registered), wanted: full(said) }
}
