import { useQuery } from '@tanstack/react-query'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { RESIDENCY_LABELS } from '../../../../cloudfunctions/contract/registry'
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
import { Card, Section } from '../../../ui/card'
import { ConfirmSheet } from '../../../ui/confirm-sheet'
import { ListCell } from '../../../ui/list-cell'
import { Page, type PageState } from '../../../ui/page'
import { StatusTag } from '../../../ui/status-tag'

type Homes = Awaited<ReturnType<typeof api.homes.list>>
type Home = Homes['homes'][number]
type Claim = Homes['claims'][number]

const claimOne = { word: '认一套房', onTap: () => openPage(paths.claimHome) }
const EMPTY: PageState = { kind: 'empty', sentence: '认了房，才知道您归哪个网格、谁来帮您', button: claimOne }
const GUEST: PageState = {
  kind: 'empty',
  sentence: '登录以后，您的房屋都在这里',
  button: { word: '去登录', onTap: () => openPage(paths.login) },
}

function LeaveSheet({ home, onClose }: { home: Home; onClose: () => void }) {
  const { send, isBusy } = useSend(api.homes.unbind, {
    topics: ['messages', 'session'],
    onDone: () => {
      tell('这套房不在您名下了')
      onClose()
    },
    onFault: (fault) => tell(fault.message),
  })
  return (
    <ConfirmSheet
      id="home-leave"
      isOpen
      title={`${home.label}，不是您的房屋了吗`}
      body="搬走了、卖掉了、选错了，都可以解除。想再加回来，要重新核实。"
      verb="解除这套房"
      back="先留着"
      isGrave
      isBusy={isBusy}
      onConfirm={() => void send({ homeId: home.homeId })}
      onClose={onClose}
    />
  )
}

function WithdrawSheet({ claim, onClose }: { claim: Claim; onClose: () => void }) {
  const { send, isBusy } = useSend(api.homes.withdraw, {
    topics: ['messages'],
    onDone: () => {
      tell('申请撤回了')
      onClose()
    },
    onFault: (fault) => tell(fault.message),
  })
  return (
    <ConfirmSheet
      id="claim-withdraw"
      isOpen
      title={`撤回${claim.label}的申请吗`}
      body="网格员不会再核实这一户，想认还可以再申请。"
      verb="撤回申请"
      back="再等等"
      isBusy={isBusy}
      onConfirm={() => void send({ id: claim.id })}
      onClose={onClose}
    />
  )
}

function Claims({ claims, onTap }: { claims: readonly Claim[]; onTap: (claim: Claim) => void }) {
  const moment = useNow()
  if (claims.length === 0) return null
  return (
    <>
      <Section title="申请过的" />
      <Card isTight>
        {claims.map((claim) =>
          claim.state === 'pending' ? (
            <ListCell
              key={claim.id}
              id={`claim-${claim.id}`}
              icon="hourglass-empty"
              title={claim.label}
              second={`${dayOf(claim.createdAt, moment)}申请，等网格员当面核实；点一下可以撤回`}
              end={<StatusTag word="等核实" tone="warn" />}
              onTap={() => onTap(claim)}
            />
          ) : (
            <ListCell
              key={claim.id}
              icon="alert-circle"
              title={claim.label}
              second={claim.reason ?? undefined}
              end={<StatusTag word="没通过" tone="mute" />}
            />
          ),
        )}
      </Card>
    </>
  )
}

/** The homes one has, and what is being looked into. */
export default function MyHomes() {
  const { isGuest } = useSession()
  const [leaving, leave] = useState<Home | null>(null)
  const [withdrawing, withdraw] = useState<Claim | null>(null)
  const query = useQuery({ queryKey: ['messages', 'homes.list'], queryFn: () => api.homes.list({}) })
  const { homes = [], claims = [] } = query.data ?? {}
  const isEmpty = query.data !== undefined && homes.length + claims.length === 0
  return (
    <Page
      title="我的房屋"
      state={isGuest ? GUEST : isEmpty ? EMPTY : pageState(query)}
      onRetry={query.refetch}
      bar={
        <ActionBar>
          <Button id="home-claim" word="认一套房" icon="plus" isWide onTap={claimOne.onTap} />
        </ActionBar>
      }
    >
      {homes.length > 0 ? (
        <Card isTight>
          {homes.map((home) => (
            <ListCell
              key={home.homeId}
              id={`home-${home.homeId}`}
              icon="home"
              title={home.label}
              second={`${home.communityName}，${RESIDENCY_LABELS[home.relation]}`}
              value="解除"
              onTap={() => leave(home)}
            />
          ))}
        </Card>
      ) : null}
      <Claims claims={claims} onTap={withdraw} />
      <Card isTight>
        <ListCell
          id="home-family"
          icon="users"
          title="家人"
          second="替爸妈办事，或者让孩子替您办事"
          onTap={() => openPage(paths.family)}
        />
      </Card>
      <View className="sub soft mt3">一个人可以有几套房。家里别的人也要各认各的。</View>
      {leaving ? <LeaveSheet home={leaving} onClose={() => leave(null)} /> : null}
      {withdrawing ? <WithdrawSheet claim={withdrawing} onClose={() => withdraw(null)} /> : null}
    </Page>
  )
}
