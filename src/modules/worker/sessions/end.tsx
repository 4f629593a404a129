import { View } from '@tarojs/components'
import { useState } from 'react'
import {
  SESSION_END_REASON_KEYS,
  SESSION_END_REASONS,
  type SessionEndReason,
} from '../../../../cloudfunctions/contract/registry'
import { goBack } from '../../../lib/open-page'
import { pageState } from '../../../lib/page-state'
import { api } from '../../../lib/rpc'
import { useSend } from '../../../lib/send'
import { useSession } from '../../../lib/session'
import { tell } from '../../../lib/tell'
import { ActionBar } from '../../../ui/action-bar'
import { Button } from '../../../ui/button'
import { Card, Section } from '../../../ui/card'
import { TextField } from '../../../ui/form-field'
import { ListCell } from '../../../ui/list-cell'
import { NoticeBar } from '../../../ui/notice-bar'
import { Page } from '../../../ui/page'

function lackOf(name: string, phone: string, reason: SessionEndReason | null): string | null {
  if (!name.trim()) return '写上居民的姓名'
  if (phone.trim().length < 7) return '写上登记的手机号'
  return reason ? null : '选一个原因'
}

/** A resident of the own grids asks for it: their account leaves every phone. */
export default function EndSessions() {
  const { query } = useSession()
  const [name, setName] = useState('')
  const [phone, setPhone] = useState('')
  const [reason, setReason] = useState<SessionEndReason | null>(null)
  const { send, isBusy, fault } = useSend(api.residentSessions.end, {
    topics: [],
    onDone: () => {
      tell('已经在所有手机上退出')
      goBack()
    },
  })
  const lack = lackOf(name, phone, reason)
  return (
    <Page
      title="帮居民退出登录"
      state={pageState(query)}
      onRetry={query.refetch}
      bar={
        <ActionBar lack={lack} help="本人能看到是您办的、为什么" helpIcon="eye">
          <Button
            id="end-send"
            word="让账号退出登录"
            look="danger"
            isWide
            isBusy={isBusy}
            isDisabled={lack !== null}
            onTap={() => reason && void send({ name: name.trim(), phone: phone.trim(), reason })}
          />
        </ActionBar>
      }
    >
      {fault ? <NoticeBar kind="danger" words={fault.message} /> : null}
      <View className="sub soft mt1">先确认是本人来求助，再办。手机丢了的，请本人同时冻结微信。</View>
      <View className="mt2" />
      <Card>
        <TextField id="end-name" label="居民姓名" value={name} maxLength={30} onChange={setName} />
        <TextField id="end-phone" label="登记的手机号" kind="phone" value={phone} maxLength={20} onChange={setPhone} />
      </Card>
      <Section title="为什么" />
      <Card isTight>
        {SESSION_END_REASON_KEYS.map((key) => (
          <ListCell
            key={key}
            id={`end-${key}`}
            title={SESSION_END_REASONS[key]}
            isSelected={reason === key}
            onTap={() => setReason(key)}
          />
        ))}
      </Card>
    </Page>
  )
}
