import { useState } from 'react'
import { DOOR_HOURS } from '../../../../cloudfunctions/contract/civic/notices'
import { useNow } from '../../../lib/clock'
import { timeOf } from '../../../lib/format'
import { Card } from '../../../ui/card'
import { ListCell } from '../../../ui/list-cell'
import type { Options } from './audience-words'
import { MomentSheet } from './moment-sheet'
import { yuanOf } from './money'
import type { NoticeForm } from './use-notice-form'

type MomentField = 'publishAt' | 'pinnedUntil' | 'expiresAt'

const MOMENTS = {
  publishAt: { title: '什么时候发出', verb: '定在' },
  pinnedUntil: { title: '置顶到什么时候', verb: '置顶到' },
  expiresAt: { title: '到什么时候过期', verb: '留到' },
} as const

interface CardProps {
  form: NoticeForm
}

/** Switches whose turning on asks for a time. */
export function TimesCard({ form: { draft, change } }: CardProps) {
  const moment = useNow()
  const [asking, ask] = useState<MomentField | null>(null)
  const words = (field: MomentField, none: string, worded: (time: string) => string) =>
    draft[field] ? worded(timeOf(draft[field], moment)) : none
  const turn = (field: MomentField) => () => (draft[field] ? change({ [field]: null }) : ask(field))
  return (
    <Card isTight>
      <ListCell
        id="notice-pin"
        icon="pin"
        title={words('pinnedUntil', '置顶', (time) => `置顶到 ${time}`)}
        second={draft.pinnedUntil ? undefined : '放在居民首页和列表的最前面'}
        isOn={draft.pinnedUntil !== null}
        onTap={turn('pinnedUntil')}
      />
      <ListCell
        id="notice-schedule"
        icon="clock"
        title={words('publishAt', '定时发出', (time) => `${time} 发出`)}
        second={draft.publishAt ? undefined : '不定时就马上发出'}
        isOn={draft.publishAt !== null}
        onTap={turn('publishAt')}
      />
      <ListCell
        id="notice-expiry"
        icon="history"
        title={words('expiresAt', '到时过期', (time) => `留到 ${time}`)}
        second={draft.expiresAt ? undefined : '过期后不再提醒，内容还能看'}
        isOn={draft.expiresAt !== null}
        onTap={turn('expiresAt')}
      />
      {asking ? (
        <MomentSheet
          {...MOMENTS[asking]}
          value={draft[asking]}
          onPick={(iso) => change({ [asking]: iso })}
          onClose={() => ask(null)}
        />
      ) : null}
    </Card>
  )
}

/** What readers may do, and how hard it is tried to reach them. */
export function WaysCard({ form: { draft, change }, options }: CardProps & { options: Options }) {
  const { paid } = draft
  return (
    <Card isTight>
      <ListCell
        id="notice-comments"
        icon="message-2"
        title="允许居民留言"
        isOn={draft.commentsAllowed}
        onTap={() => change({ commentsAllowed: !draft.commentsAllowed })}
      />
      <ListCell
        id="notice-confirm"
        icon="circle-check"
        title="要居民点已知晓"
        second="能看到多少人点过"
        isOn={draft.needsConfirmation}
        onTap={() => change({ needsConfirmation: !draft.needsConfirmation })}
      />
      <ListCell
        id="notice-urgent"
        icon="urgent"
        title="加急"
        second={`没看的人 ${draft.isUrgent ? DOOR_HOURS.urgent : DOOR_HOURS.usual} 小时后派给网格员上门`}
        isOn={draft.isUrgent}
        onTap={() => change({ isUrgent: !draft.isUrgent })}
      />
      {options.smsPriceFen === null ? null : (
        <ListCell
          id="notice-sms"
          icon="device-mobile"
          title="微信到不了的发短信"
          second={`每人 ${yuanOf(options.smsPriceFen)}`}
          isOn={paid.sms}
          onTap={() => change({ paid: { ...paid, sms: !paid.sms } })}
        />
      )}
      {options.voicePriceFen === null ? null : (
        <ListCell
          id="notice-voice"
          icon="phone"
          title="短信也到不了的打电话播报"
          second={`每人 ${yuanOf(options.voicePriceFen)}`}
          isOn={paid.voice}
          onTap={() => change({ paid: { ...paid, voice: !paid.voice } })}
        />
      )}
    </Card>
  )
}
