import { useQuery } from '@tanstack/react-query'
import Taro from '@tarojs/taro'
import { pageState } from '../../lib/page-state'
import { api } from '../../lib/rpc'
import { Avatar, CallButton } from '../../ui/avatar'
import { Card, Section } from '../../ui/card'
import { ListCell } from '../../ui/list-cell'
import { Page } from '../../ui/page'
import { Tabs } from '../tabs'

export default function Grid() {
  const query = useQuery({ queryKey: ['session', 'grid.mine'], queryFn: () => api.grid.mine({}) })
  const grid = query.data?.grid
  return (
    <Page
      title="我的网格"
      skeleton="detail"
      state={query.data === null ? { kind: 'empty', sentence: '登记住址以后，这里能看到您的网格员' } : pageState(query)}
      onRetry={() => void query.refetch()}
      tabs={<Tabs current="grid" />}
    >
      <Section title={grid?.name ?? ''} aside={grid?.communityName} />
      <Card isTight>
        {(query.data?.team ?? []).map((member) => {
          const { phone } = member
          const whom = `${member.roleLabel} ${member.name}`
          const call = phone && <CallButton whom={whom} onTap={() => void Taro.makePhoneCall({ phoneNumber: phone })} />
          return (
            <ListCell
              key={`${member.personId} ${member.role}`}
              lead={<Avatar name={member.name} />}
              title={member.name}
              second={[member.roleLabel, member.placeLabel].join('，')}
              end={call}
            />
          )
        })}
      </Card>
    </Page>
  )
}
