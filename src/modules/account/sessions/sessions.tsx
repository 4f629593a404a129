import { useQuery } from '@tanstack/react-query'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { useNow } from '../../../lib/clock'
import { dayOf } from '../../../lib/format'
import { openPage } from '../../../lib/open-page'
import { pageState } from '../../../lib/page-state'
import { api } from '../../../lib/rpc'
import { useSend } from '../../../lib/send'
import { useSession } from '../../../lib/session'
import { tell } from '../../../lib/tell'
import { paths } from '../../../paths'
import { ActionBar } from '../../../ui/action-bar'
import { Button } from '../../../ui/button'
import { Card } from '../../../ui/card'
import { ConfirmSheet } from '../../../ui/confirm-sheet'
import { ListCell } from '../../../ui/list-cell'
import { Page, type PageState } from '../../../ui/page'
import { StatusTag } from '../../../ui/status-tag'

type Session = Awaited<ReturnType<typeof api.session.list>>[number]

const GUEST: PageState = {
  kind: 'empty',
  sentence: '登录以后，您在哪些手机上登录着都在这里',
  button: { word: '去登录', onTap: () => openPage(paths.login) },
}

const nameOf = ({ device }: Session) => device || '没留下型号的手机'

/** Shanghai days come without a time; noon there is the same day everywhere we show it. */
const usedOn = ({ lastUsedOn, createdAt }: Session, moment: Date) =>
  lastUsedOn ? `${dayOf(`${lastUsedOn}T12:00:00+08:00`, moment)}用过` : `${dayOf(createdAt, moment)}登录`

/** What is about to end: one session, or all but this one. */
type Ending = Session | 'others'

function EndSheet({ ending, onClose }: { ending: Ending; onClose: () => void }) {
  const done = {
    topics: ['session' as const],
    onDone: () => {
      tell('已经退出登录')
      onClose()
    },
    onFault: ({ message }: { message: string }) => tell(message),
  }
  const one = useSend(api.session.revoke, done)
  const others = useSend(api.session.revokeOthers, done)
  const isOthers = ending === 'others'
  return (
    <ConfirmSheet
      id="session-end"
      isOpen
      title={isOthers ? '别的手机都退出登录吗' : `让${nameOf(ending)}退出登录吗`}
      body="退出后，那边要重新用微信登录才能看到您的东西。"
      verb={isOthers ? '别的都退出' : '让它退出'}
      isGrave
      isBusy={one.isBusy || others.isBusy}
      onConfirm={() => void (isOthers ? others.send({}) : one.send({ id: ending.id }))}
      onClose={onClose}
    />
  )
}

/** Where one is logged in, and a way to end it there. */
export default function Sessions() {
  const moment = useNow()
  const { isGuest } = useSession()
  const [ending, end] = useState<Ending | null>(null)
  const query = useQuery({ queryKey: ['session', 'session.list'], queryFn: () => api.session.list({}) })
  const sessions = [...(query.data ?? [])].sort((a, b) => Number(b.isThis) - Number(a.isThis))
  return (
    <Page
      title="登录的设备"
      state={isGuest ? GUEST : pageState(query)}
      onRetry={query.refetch}
      bar={
        sessions.length > 1 ? (
          <ActionBar help="手机丢了，也可以找网格员帮您退出">
            <Button id="session-others" word="别的手机都退出" look="dangerTint" isWide onTap={() => end('others')} />
          </ActionBar>
        ) : null
      }
    >
      <View className="sub soft mt1">看到不认识的，就让它退出。</View>
      <View className="mt2" />
      <Card isTight>
        {sessions.map((session) => (
          <ListCell
            key={session.id}
            id={`session-${session.id.slice(0, 12)}`}
            icon="device-mobile"
            title={nameOf(session)}
            second={usedOn(session, moment)}
            end={session.isThis ? <StatusTag word="这一部" tone="ok" icon="check" /> : undefined}
            value={session.isThis ? undefined : '让它退出'}
            onTap={session.isThis ? undefined : () => end(session)}
          />
        ))}
      </Card>
      {ending ? <EndSheet ending={ending} onClose={() => end(null)} /> : null}
    </Page>
  )
}
