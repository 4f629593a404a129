import { useQuery } from '@tanstack/react-query'
import { View } from '@tarojs/components'
import { useRouter } from '@tarojs/taro'
import { useState } from 'react'
import type { PersonTag } from '../../../../cloudfunctions/contract/registry'
import { useNow } from '../../../lib/clock'
import { dayOf } from '../../../lib/format'
import { openPage } from '../../../lib/open-page'
import { pageState } from '../../../lib/page-state'
import { api } from '../../../lib/rpc'
import { useSend } from '../../../lib/send'
import { tell } from '../../../lib/tell'
import { paths } from '../../../paths'
import { ActionBar } from '../../../ui/action-bar'
import { Button } from '../../../ui/button'
import { Card, Section } from '../../../ui/card'
import { ConfirmSheet } from '../../../ui/confirm-sheet'
import { TextField } from '../../../ui/form-field'
import { ListCell } from '../../../ui/list-cell'
import { NoticeBar } from '../../../ui/notice-bar'
import { Page } from '../../../ui/page'
import { Segmented } from '../../../ui/segmented'
import { type Choice, chosen, partsOf, rowsOf, type SplitRow, whoseOf } from './split-rows'
import './residents.css'

const WHOSE = [
  { key: 'stays', word: '留下' },
  { key: 'gone', word: '归另一位' },
  { key: 'both', word: '都有' },
] as const
const GROUPS = [
  ['homeIds', '住处', '另一位至少要有一处'],
  ['valueIds', '登记的内容', ''],
  ['tags', '标签', ''],
] as const

interface RowsProps {
  rows: readonly SplitRow[]
  choice: Choice
  onChoose: (choice: Choice) => void
}

/** Each thing with whose it is. */
function Rows({ rows, choice, onChoose }: RowsProps) {
  return rows.map((row) => (
    <Card key={row.id}>
      <View className="md">{row.title}</View>
      <View className="foot soft">{row.second}</View>
      <View className="mt1" />
      <Segmented
        id={`whose-${row.id}`}
        label={`${row.title}归谁`}
        items={WHOSE}
        value={whoseOf(choice, row)}
        onChange={(whose) => onChoose(chosen(choice, row, whose))}
      />
    </Card>
  ))
}

type Asked = Awaited<ReturnType<typeof api.residents.orders>>

interface OrdersProps {
  orders: Asked
  moved: readonly string[]
  moment: Date
  onChange: (moved: string[]) => void
}

/** What was written down for this person, each to be the other's by a switch. */
function Orders({ orders, moved, moment, onChange }: OrdersProps) {
  if (orders.length === 0) return null
  return (
    <>
      <Section title="替他登记过的事" aside="打开的归另一位" />
      <Card isTight>
        {orders.map(({ id, label, state, createdAt }) => (
          <ListCell
            key={id}
            id={`split-order-${id}`}
            title={label}
            second={`${dayOf(createdAt, moment)}，${state}`}
            isOn={moved.includes(id)}
            onTap={() => onChange(moved.includes(id) ? moved.filter((one) => one !== id) : [...moved, id])}
          />
        ))}
      </Card>
    </>
  )
}

/** Tells two people apart who stand in one record. */
export default function ResidentSplit() {
  const id = useRouter().params.id ?? ''
  const moment = useNow()
  const card = useQuery({ queryKey: ['residents', 'card', id], queryFn: () => api.residents.card({ personId: id }) })
  const asked = useQuery({
    queryKey: ['residents', 'orders', id],
    queryFn: () => api.residents.orders({ personId: id }),
  })
  const [choice, choose] = useState<Choice>({})
  const [moved, move] = useState<string[]>([])
  const [name, setName] = useState('')
  const [isAsking, ask] = useState(false)
  const { send, isBusy, fault } = useSend(api.residents.split, {
    topics: ['residents', 'orders'],
    onDone: ({ personId }) => {
      tell('分成两个人了，请看看另一位的登记卡')
      openPage(paths.residentCard(personId))
    },
    onFault: () => ask(false),
  })
  const rows = card.data ? rowsOf(card.data) : []
  const homes = partsOf(rows, choice, 'homeIds')
  const tags = partsOf(rows, choice, 'tags') as { gone: PersonTag[]; both: PersonTag[] }
  const isReady = homes.gone.length + homes.both.length > 0
  const typed = name.trim()
  const input = {
    personId: id,
    valueIds: partsOf(rows, choice, 'valueIds'),
    homeIds: homes,
    tags,
    orderIds: moved,
    ...(typed && { name: typed }),
  }
  return (
    <Page
      title="分成两个人"
      className="at-desk registry"
      state={pageState(card, asked)}
      onRetry={() => Promise.all([card.refetch(), asked.refetch()])}
      bar={
        <ActionBar>
          <Button id="split-ask" word="分成两个人" isWide isDisabled={!isReady} onTap={() => ask(true)} />
        </ActionBar>
      }
    >
      <View className="sub soft mt1">
        一份登记其实是两个人的，选出另一位的。归走的那一项，以前的说法会恢复。账号和职责留在原来这一位。
      </View>
      {fault ? <NoticeBar kind="danger" words={fault.message} /> : null}
      <TextField
        id="split-name"
        label="另一位的姓名（下面选了他的姓名就不用填）"
        value={name}
        maxLength={30}
        onChange={setName}
      />
      {GROUPS.filter(([kind]) => rows.some((row) => row.kind === kind)).map(([kind, title, aside]) => (
        <View key={kind}>
          <Section title={title} aside={aside} />
          <Rows rows={rows.filter((row) => row.kind === kind)} choice={choice} onChoose={choose} />
        </View>
      ))}
      {asked.data ? <Orders orders={asked.data} moved={moved} moment={moment} onChange={move} /> : null}
      {isAsking ? (
        <ConfirmSheet
          id="split-send"
          isOpen
          title={`${card.data?.name ?? ''}的登记分成两份吗`}
          body="两份登记都留着这次的经过。分错了，要一项一项改回来。"
          verb="分成两个人"
          back="再看看"
          isGrave
          isBusy={isBusy}
          onConfirm={() => void send(input)}
          onClose={() => ask(false)}
        />
      ) : null}
    </Page>
  )
}
