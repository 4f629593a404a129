import { useQuery } from '@tanstack/react-query'
import { View } from '@tarojs/components'
import { useState } from 'react'
import type { Role } from '../../../../cloudfunctions/contract/roles'
import { useNow } from '../../../lib/clock'
import { dayOf } from '../../../lib/format'
import { openPage } from '../../../lib/open-page'
import { pageState } from '../../../lib/page-state'
import { api } from '../../../lib/rpc'
import { useSend } from '../../../lib/send'
import { tell } from '../../../lib/tell'
import { usePages } from '../../../lib/use-pages'
import { paths } from '../../../paths'
import { ActionBar } from '../../../ui/action-bar'
import { Avatar } from '../../../ui/avatar'
import { Button } from '../../../ui/button'
import { Card } from '../../../ui/card'
import { Chip, Chips } from '../../../ui/chip'
import { ConfirmSheet } from '../../../ui/confirm-sheet'
import { ListCell, ListEnd } from '../../../ui/list-cell'
import { Page, type PageState, States } from '../../../ui/page'
import '../secretary.css'

type Granted = Awaited<ReturnType<typeof api.roles.list>>['items'][number]

const EMPTY: PageState = { kind: 'empty', sentence: '现在没有人担这项职责' }

function RevokeSheet({ granted, onClose }: { granted: Granted; onClose: () => void }) {
  const { send, isBusy } = useSend(api.roles.revoke, {
    topics: ['session', 'orders'],
    onDone: () => {
      tell('收回了，已告诉本人')
      onClose()
    },
    onFault: (fault) => tell(fault.message),
  })
  return (
    <ConfirmSheet
      id="role-revoke"
      isOpen
      title={`收回${granted.name}的${granted.roleLabel}吗`}
      body={`${granted.placeName}的这项职责马上停，手里没办完的单请另派人。`}
      verb="收回职责"
      back="先留着"
      isGrave
      isBusy={isBusy}
      onConfirm={() => void send({ id: granted.id })}
      onClose={onClose}
    />
  )
}

const termOf = ({ expiresAt }: Granted, moment: Date) => (expiresAt ? `到${dayOf(expiresAt, moment)}` : '没定期限')

function Rows({ role }: { role: Role | null }) {
  const moment = useNow()
  const [revoking, revoke] = useState<Granted | null>(null)
  const { query, items, isEmpty } = usePages(['session', 'roles.list', { role }], (cursor) =>
    api.roles.list({ cursor, ...(role && { role }) }),
  )
  return (
    <States state={isEmpty ? EMPTY : pageState(query)} onRetry={query.refetch}>
      <Card isTight>
        {items.map((granted) => (
          <ListCell
            key={granted.id}
            id={`role-${granted.id}`}
            lead={<Avatar name={granted.name} />}
            title={`${granted.name}，${granted.roleLabel}`}
            second={[granted.placeName, granted.grantedByName && `${granted.grantedByName}给的`]
              .filter(Boolean)
              .join('，')}
            value={termOf(granted, moment)}
            onTap={() => revoke(granted)}
          />
        ))}
      </Card>
      {query.hasNextPage ? null : <ListEnd />}
      {revoking ? <RevokeSheet granted={revoking} onClose={() => revoke(null)} /> : null}
    </States>
  )
}

/** Who is what below the own place, and until when. */
export default function Roles() {
  const [role, setRole] = useState<Role | null>(null)
  const choices = useQuery({ queryKey: ['session', 'roles.choices'], queryFn: () => api.roles.choices({}) })
  return (
    <Page
      title="人员职责"
      className="at-desk"
      state={pageState(choices)}
      onRetry={choices.refetch}
      bar={
        <ActionBar>
          <Button id="role-grant" word="给一项职责" icon="user-plus" isWide onTap={() => openPage(paths.grantRole)} />
        </ActionBar>
      }
    >
      <Chips label="看哪种职责">
        <Chip id="role-all" word="全部" state={role === null ? 'on' : 'off'} onTap={() => setRole(null)} />
        {(choices.data?.roles ?? []).map((one) => (
          <Chip
            key={one.role}
            id={`role-of-${one.role}`}
            word={one.label}
            state={one.role === role ? 'on' : 'off'}
            onTap={() => setRole(one.role)}
          />
        ))}
      </Chips>
      <View className="mt2" />
      <Rows role={role} />
    </Page>
  )
}
