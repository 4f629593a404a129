import { HEALTH_FIELDS } from '../../../contract/account/privacy'
import { type PersonField, SEXES, type Sex } from '../../../contract/registry'
import { REGISTRY_KEEPERS } from '../../../contract/worker/residents'
import type { PlacedOrder } from '../../../engines/orders/store'
import type { Caller, Deps } from '../../../kernel/context'
import { agreesTo } from '../../../registry/consents/store'
import { maskField } from '../../../registry/facts/mask-field'
import { readValue } from '../../../registry/facts/sealed'
import { valuesOf } from '../../../registry/facts/store'
import { hasRoleAt } from '../../../registry/roles/rules'
import { hasEnded } from './rules'
import { correctionPlace } from './sealed'
import type { CorrectionRow } from './store'

const NO_CONSENT = '登记了，本人没有同意查看'

/** A value as it is said on screen. */
const shown = (of: PersonField, value: string) => (of === 'sex' ? (SEXES[value as Sex] ?? value) : value)

/**
 * What is registered and what should be, as far as the caller needs it: the person all of it; who keeps the registry there
 * only while it is checked, of health what the person lets be seen; those above behind a mask.
 */
export async function valuesFor(
  deps: Deps,
  caller: Caller,
  row: CorrectionRow,
  order: PlacedOrder,
): Promise<{ current: string | null; wanted: string | null }> {
  const { field, personId, orderId, valueSealed } = row
  const isOwn = personId === caller.personId
  if (!isOwn && hasEnded(order.state)) return { current: null, wanted: null }
  const found = (await valuesOf(deps.db, personId, [field])).find(({ state }) => state === 'current')
  const current = found ? shown(field, readValue(deps.encryption, found)) : null
  const said = valueSealed && deps.encryption.open(valueSealed, correctionPlace(orderId, personId))
  const wanted = said && shown(field, said)
  const mayOpen =
    isOwn || caller.personId === order.holderId || hasRoleAt(caller.grants, REGISTRY_KEEPERS, order.gridPath)
  if (!mayOpen) return { current: current && maskField(field, current), wanted: wanted && maskField(field, wanted) }
  const isHidden = !isOwn && HEALTH_FIELDS.includes(field) && !(await agreesTo(deps.db, personId, 'health'))
  return { current: current && isHidden ? NO_CONSENT : current, wanted }
}
