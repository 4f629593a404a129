import { countOf, timeOf } from '../../../lib/format'
import type { api } from '../../../lib/rpc'
import type { Tone } from '../../../ui/tones'

export type Approval = Awaited<ReturnType<typeof api.approvals.mine>>[number]

/** One's own: 独居，312 人. */
export const aboutOf = ({ title, people }: Approval): string =>
  people === null ? title : `${title}，${countOf(people)} 人`

/** Somebody else's, which those above are told in fives: 独居，约 310 人. */
export const roughlyOf = ({ title, people }: Approval): string =>
  people === null ? title : `${title}，约 ${countOf(people)} 人`

interface Standing {
  word: string
  tone: Tone
  /** What can be done, or why nothing can. */
  words: string
}

/** Where one's own stands. */
export function standingOf({ state, isUsed, usableUntil }: Approval, moment: Date): Standing {
  if (state === 'asked') return { word: '等同意', tone: 'warn', words: '答复了会告诉您' }
  if (state === 'refused') return { word: '没同意', tone: 'mute', words: '有疑问请问上级' }
  if (usableUntil) return { word: '同意了', tone: 'ok', words: `${timeOf(usableUntil, moment)} 前能打开一次，点开就用` }
  return isUsed
    ? { word: '用过了', tone: 'mute', words: '还要看请重新申请' }
    : { word: '过期了', tone: 'mute', words: '24 小时没用，还要看请重新申请' }
}
