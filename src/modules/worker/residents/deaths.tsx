import { useQuery } from '@tanstack/react-query'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { DEATH_UNDONE_WITHIN_DAYS } from '../../../../cloudfunctions/contract/worker/residents'
import { useNow } from '../../../lib/clock'
import { dayOf } from '../../../lib/format'
import { pageState } from '../../../lib/page-state'
import { api } from '../../../lib/rpc'
import { Avatar } from '../../../ui/avatar'
import { Card } from '../../../ui/card'
import { ListCell } from '../../../ui/list-cell'
import { Page } from '../../../ui/page'
import { EndingSheet } from './leaving'
import './residents.css'

type Death = Awaited<ReturnType<typeof api.residents.deaths>>[number]

const EMPTY = { kind: 'empty', sentence: `近 ${DEATH_UNDONE_WITHIN_DAYS} 天没有您能撤销的去世登记` } as const

/** Deaths written down lately, each to be taken back where somebody was taken for dead. */
export default function ResidentsDeaths() {
  const moment = useNow()
  const [undone, undo] = useState<Death | null>(null)
  const query = useQuery({ queryKey: ['residents', 'deaths'], queryFn: () => api.residents.deaths({}) })
  const { data } = query
  return (
    <Page
      title="登记去世的"
      className="at-desk registry"
      state={data?.length === 0 ? EMPTY : pageState(query)}
      onRetry={query.refetch}
    >
      <View className="sub soft mt1">登错了的，点一下撤销。住处、标签和职责都会恢复，登录要本人重新来。</View>
      <View className="mt2" />
      <Card isTight>
        {data?.map((death) => (
          <ListCell
            key={death.personId}
            id={`death-${death.personId}`}
            lead={<Avatar name={death.name} />}
            title={`${death.name}，${death.homeLabel}`}
            second={`${dayOf(death.diedAt, moment)}去世，${death.recordedBy}${dayOf(death.recordedAt, moment)}登记`}
            onTap={() => undo(death)}
          />
        ))}
      </Card>
      {undone ? (
        <EndingSheet
          ending={{ kind: 'death' }}
          personId={undone.personId}
          name={undone.name}
          onClose={() => undo(null)}
        />
      ) : null}
    </Page>
  )
}
