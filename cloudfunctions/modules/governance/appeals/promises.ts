import type { AppealCategory } from '../../../contract/governance/appeals'
import type { Urgency } from '../../../contract/orders'
import type { Span } from '../../../engines/orders/promise/due'
import type { PromisePolicy } from '../../../engines/orders/promise/policy'

/**
 * What an ordinary matter of each category is promised where the county has not set it otherwise. After examples of
 * urban management (exposed garbage 4 working hours, greenery 5 working days) and the 15 working days plus one
 * extension of 7 of Shandong's hotline rule of 2017; local limits differ.
 */
const ORDINARY: Record<AppealCategory, Span> = {
  sanitation: { workingHours: 4 },
  parking: { workingDays: 1 },
  noise: { workingDays: 1 },
  propertyService: { workingDays: 3 },
  fireSafety: { workingDays: 1 },
  publicFacility: { workingDays: 3 },
  neighbourDispute: { workingDays: 5 },
  pets: { workingDays: 2 },
  illegalBuilding: { workingDays: 15 },
  utilities: { workingDays: 1 },
  elderCare: { workingDays: 3 },
  other: { workingDays: 5 },
}

const URGENT: Span = { workingHours: 7 }
const EMERGENCY: Span = { calendarHours: 2 }

/** The shorter matters get half as much again, the long ones what the hotline rule gives. */
const EXTENSIONS: { upToDays: number; extension: Span }[] = [
  { upToDays: 1, extension: { workingDays: 1 } },
  { upToDays: 5, extension: { workingDays: 3 } },
  { upToDays: Number.POSITIVE_INFINITY, extension: { workingDays: 7 } },
]

const daysOf = (span: Span) => ('workingDays' in span ? span.workingDays : 1)

const spanOf = (category: AppealCategory, urgency: Urgency): Span => {
  if (urgency === 'emergency') return EMERGENCY
  const ordinary = ORDINARY[category] ?? ORDINARY.other
  const isShorter = 'workingHours' in ordinary && ordinary.workingHours < URGENT.workingHours
  return urgency === 'urgent' && !isShorter ? URGENT : ordinary
}

/** The promise of an appeal, as the kind knows it. */
export function promiseOf(category: string, urgency: Urgency): PromisePolicy {
  const span = spanOf(category as AppealCategory, urgency)
  const isEmergency = urgency === 'emergency'
  return {
    span,
    extension: EXTENSIONS.find(({ upToDays }) => daysOf(span) <= upToDays)!.extension,
    acceptWithin: isEmergency ? { calendarHours: 0.25 } : { workingHours: urgency === 'urgent' ? 1 : 2 },
    reportIn: isEmergency ? { calendarHours: 1 } : { workingHours: urgency === 'urgent' ? 2 : 4 },
    silence: { workingDays: 3 },
  }
}
