import { PERSON_FIELD_KEYS, PERSON_FIELDS, type PersonField } from '../../../contract/registry'
import type { OrderKind } from '../../../engines/orders/kind'

/** 资料更正: waits for the grid worker, who checks it and thereby sets the value. Its category is the field. */
export const correctionKind: OrderKind = {
  name: 'correction',
  pool: ['gridWorker'],
  icon: 'user-check',
  tone: 'gov',
  steps: ['提出', '接单', '核实', '您来确认'],
  categories: PERSON_FIELD_KEYS,
  categoryLabel: (category) => `更正${PERSON_FIELDS[category as PersonField]?.label ?? '资料'}`,
  promise: () => ({
    span: { workingDays: 5 },
    extension: { workingDays: 3 },
    acceptWithin: { workingDays: 1 },
    reportIn: { workingDays: 1 },
    silence: { workingDays: 3 },
  }),
  emergencyIn: () => null,
  ladder: [],
}
