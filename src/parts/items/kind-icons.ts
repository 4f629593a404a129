import type { ItemKind } from '../../../cloudfunctions/contract/items'
import type { IconName } from '../../ui/icon-names'

/** What stands before an item of each kind. */
export const KIND_ICONS: Record<ItemKind, IconName> = {
  contact: 'phone',
  vehicle: 'car',
  keyHolder: 'key',
  entryNote: 'home',
  allergy: 'heartbeat',
  chronicIllness: 'heartbeat',
  medicine: 'heartbeat',
  mobility: 'walk',
  hearing: 'heartbeat',
}
