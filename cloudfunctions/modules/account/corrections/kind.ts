import { labelOf, VALUE_FIELDS, type ValueField } from '../../../contract/items'
import type { OrderKind } from '../../../engines/orders/kind'

/** 资料更正: waits for the grid worker, who checks it and thereby sets the value. Its category is the field. */
export const correctionKind: OrderKind = {
  name: 'correction',
  pool: ['gridWorker'],
  icon: 'user-check',
  tone: 'gov',
  steps: ['提出', '接单', '核实', '您来确认'],
  categories: VALUE_FIELDS,
  categoryLabel: (category) =>
    `更正${VALUE_FIELDS.includes(category as ValueField) ? labelOf(category as ValueField) : '资料'}`,
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
