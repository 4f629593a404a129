import { useQuery } from '@tanstack/react-query'
import { View } from '@tarojs/components'
import { useState } from 'react'
import {
  RESIDENCY_LABELS,
  RESIDENCY_RELATIONS,
  type ResidencyRelation,
} from '../../../../cloudfunctions/contract/registry'
import { SEARCH_WORDS_MAX, SEARCH_WORDS_MIN } from '../../../../cloudfunctions/contract/worker/residents'
import { pageState } from '../../../lib/page-state'
import { api } from '../../../lib/rpc'
import { Avatar } from '../../../ui/avatar'
import { Button } from '../../../ui/button'
import { Section } from '../../../ui/card'
import { ConfirmSheet } from '../../../ui/confirm-sheet'
import { ListCell } from '../../../ui/list-cell'
import { NoticeBar } from '../../../ui/notice-bar'
import { States } from '../../../ui/page'
import { SearchField } from '../../../ui/search-field'
import { Segmented } from '../../../ui/segmented'
import { Sheet } from '../../../ui/sheet'
import { useParcel } from './use-parcel'

type Person = Awaited<ReturnType<typeof api.residents.search>>['items'][number]

const RELATIONS = RESIDENCY_RELATIONS.map((key) => ({ key, word: RESIDENCY_LABELS[key] }))
const NOBODY = { kind: 'empty', sentence: '您管的地方没找到这个人。换两个字，或者用电话后 4 位再找' } as const

/** Who is registered in one's own places, by two characters or the end of a phone. */
function Find({ onPick, onClose }: { onPick: (person: Person) => void; onClose: () => void }) {
  const [typed, type] = useState('')
  const [words, ask] = useState('')
  const meant = typed.trim()
  const query = useQuery({
    queryKey: ['residents', 'residents.search', { words }],
    queryFn: () => api.residents.search({ words }),
    enabled: words !== '',
  })
  const items = query.data?.items
  return (
    <Sheet isOpen title="从登记里找人" onClose={onClose}>
      <View className="search-row">
        <SearchField
          id="move-words"
          label="找一个人"
          example="姓名、电话后 4 位"
          value={typed}
          maxLength={SEARCH_WORDS_MAX}
          onChange={type}
          onSearch={() => ask(meant)}
        />
        <Button
          id="move-go"
          word="找人"
          look="tint"
          isSmall
          isDisabled={meant.length < SEARCH_WORDS_MIN}
          onTap={() => ask(meant)}
        />
      </View>
      {words ? (
        <States state={items?.length === 0 ? NOBODY : pageState(query)} onRetry={query.refetch}>
          {items?.map((person) => (
            <ListCell
              key={person.personId}
              id={`move-${person.personId}`}
              lead={<Avatar name={person.name} />}
              title={[person.name, person.sexLabel, person.age === null ? null : `${person.age} 岁`]
                .filter(Boolean)
                .join(' ')}
              second={[person.homeLabel, person.phone].filter(Boolean).join('，')}
              onTap={() => onPick(person)}
            />
          ))}
        </States>
      ) : (
        <View className="sub soft">已经登记在您管的地方的人，不用身份证号就能搬过来。</View>
      )}
    </Sheet>
  )
}

const BLANK = { relation: 'family' as ResidencyRelation, isHead: false, leaves: [] as string[] }

interface MoveProps {
  homeId: string
  person: Person
  onClose: () => void
}

/** As what the person moves in, and which homes they leave. */
function Move({ homeId, person: { personId, name }, onClose }: MoveProps) {
  const { draft, change, send, isBusy, refusal } = useParcel({
    path: 'residents.moveIn',
    name: `residents.moveIn.${homeId}.${personId}`,
    blank: BLANK,
    done: `${name}搬过来了`,
    onClose,
  })
  const card = useQuery({
    queryKey: ['residents', 'card', personId],
    queryFn: () => api.residents.card({ personId }),
  })
  const { relation, isHead, leaves } = draft
  const homes = card.data?.homes ?? []
  const isHere = homes.some((home) => home.homeId === homeId)
  const others = homes.filter((home) => home.homeId !== homeId)
  const toggle = (id: string) =>
    change({ leaves: leaves.includes(id) ? leaves.filter((one) => one !== id) : [...leaves, id] })
  return (
    <ConfirmSheet
      id="move-send"
      isOpen
      title={`${name}搬到这一户`}
      body={isHere ? '这个人已经登记在这一户了。' : '您看了这个人的住处，本人查得到。'}
      verb="登记搬来"
      back="先不登记"
      isBusy={isBusy}
      isDisabled={isHere || !card.data}
      onConfirm={() => void send({ personId, homeId, relation, isHead, leaves }, `${name}搬到这一户`)}
      onClose={onClose}
    >
      {refusal ? <NoticeBar kind="danger" words={refusal} /> : null}
      <Segmented
        id="move-relation"
        label="和这一户是什么关系"
        items={RELATIONS}
        value={relation}
        onChange={(next) => change({ relation: next })}
      />
      <ListCell id="move-head" title="是户主" isOn={isHead} onTap={() => change({ isHead: !isHead })} />
      {others.length > 0 ? <Section title="从哪儿搬来" aside="打开的，那儿就到此为止" /> : null}
      {others.map((home) => (
        <ListCell
          key={home.homeId}
          id={`leave-${home.homeId}`}
          title={`不再住${home.label}`}
          second={home.relationLabel}
          isOn={leaves.includes(home.homeId)}
          onTap={() => toggle(home.homeId)}
        />
      ))}
    </ConfirmSheet>
  )
}

/** Somebody who is registered already moves into a home. */
export function MoveSheet({ homeId, onClose }: { homeId: string; onClose: () => void }) {
  const [person, pick] = useState<Person | null>(null)
  return person ? <Move homeId={homeId} person={person} onClose={onClose} /> : <Find onPick={pick} onClose={onClose} />
}
