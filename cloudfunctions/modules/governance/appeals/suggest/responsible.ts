import type { AppealCategory } from '../../../../contract/governance/appeals'

export type ResponsibleRole = 'gridWorker' | 'property' | 'department'

/** Who answers for a category unless the community says otherwise: a proposal, changed by hand when dispatching. */
const RESPONSIBLE_ROLES: Record<AppealCategory, ResponsibleRole> = {
  sanitation: 'property',
  parking: 'property',
  noise: 'gridWorker',
  propertyService: 'gridWorker',
  fireSafety: 'property',
  publicFacility: 'property',
  neighbourDispute: 'gridWorker',
  pets: 'gridWorker',
  illegalBuilding: 'department',
  utilities: 'department',
  elderCare: 'gridWorker',
  other: 'gridWorker',
}

/** The role that a matter of this category is proposed to. The property company never judges complaints about itself. */
export const responsibleRole = (category: AppealCategory): ResponsibleRole => RESPONSIBLE_ROLES[category]
