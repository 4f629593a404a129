import type { AppealCategory } from '../../../../../cloudfunctions/contract/governance/appeals'
import type { EmergencyNumber } from '../../../../../cloudfunctions/modules/governance/appeals/suggest/emergency'
import type { Suggestion } from '../../../../../cloudfunctions/modules/governance/appeals/suggest/suggest'

export interface Judged {
  want: { category: AppealCategory; emergency: EmergencyNumber | null; urgency: string }
  got: Suggestion
}

/** Shares of right answers, and emergencies: all there are, those with the right number, those raised without need. */
export function scoreOf(judged: readonly Judged[]) {
  const share = (is: (one: Judged) => boolean) => judged.filter(is).length / judged.length
  const rank = ({ want, got }: Judged) => got.categories.findIndex(({ category }) => category === want.category)
  const calls = judged.filter(({ want }) => want.emergency)
  return {
    first: share((one) => rank(one) === 0),
    firstThree: share((one) => rank(one) < 3),
    urgency: share(({ want, got }) => want.urgency === got.urgency),
    emergencies: calls.length,
    found: calls.filter(({ want, got }) => want.emergency === got.emergency).length,
    falseCalls: judged.filter(({ want, got }) => !want.emergency && got.emergency).length,
  }
}

export const percent = (share: number) => `${(share * 100).toFixed(1)} %`
