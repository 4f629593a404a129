import { timeOf } from '../../../lib/format'
import type { Alarm } from '../../../parts/alarms/alarms'
import type { TimelineEntry } from '../../../ui/timeline'

type Step = Alarm['steps'][number]

function titleOf({ what, rung, names }: Step): string {
  switch (what) {
    case 'raised':
      return '告警响了'
    case 'told':
      return `叫了${rung}`
    case 'handedOver':
      return `${rung}没人答应，接着叫`
    case 'nobody':
      return `${rung}没有可叫的人`
    case 'acknowledged':
      return `${names[0] ?? '有人'}答应马上到`
    case 'exhausted':
      return names.length > 0 ? '都没人答应，已告诉县里' : '都没人答应，请打电话'
    case 'cancelled':
      return '撤回了，不用去了'
  }
}

/** Names are told with who was rung; who answered stands in the title. */
const bodyOf = ({ what, names }: Step) =>
  (what === 'told' || what === 'exhausted') && names.length > 0 ? { body: names.join('、') } : {}

/** An alarm's record, the newest first. */
export const entriesOf = (steps: readonly Step[], moment: Date): TimelineEntry[] =>
  [...steps].reverse().map((step, i) => ({
    key: step.seq,
    title: titleOf(step),
    time: timeOf(step.at, moment),
    ...bodyOf(step),
    tone: i === 0 ? 'now' : 'done',
  }))
