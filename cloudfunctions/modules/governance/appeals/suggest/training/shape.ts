import type { EmergencyNumber } from '../emergency'

/** What residents might say about one category, written for training, by how soon somebody must come. */
export interface TrainingTexts {
  normal: readonly string[]
  urgent: readonly string[]
  /** Matters for the emergency services, by the number to call. */
  emergency?: Partial<Record<EmergencyNumber, readonly string[]>>
}
