import { View } from '@tarojs/components'
import { useState } from 'react'
import {
  GUARDIAN_RELATION_KEYS,
  GUARDIAN_RELATIONS,
  type GuardianRelation,
} from '../../../../cloudfunctions/contract/account/family'
import { goBack, openPage } from '../../../lib/open-page'
import { api } from '../../../lib/rpc'
import { useSend } from '../../../lib/send'
import { useSession } from '../../../lib/session'
import { tell } from '../../../lib/tell'
import type { ChosenPlace } from '../../../parts/places/chosen-place'
import { PlaceSheet } from '../../../parts/places/place-sheet'
import { useCommunity } from '../../../parts/places/use-community'
import { paths } from '../../../paths'
import { ActionBar } from '../../../ui/action-bar'
import { Button } from '../../../ui/button'
import { Card } from '../../../ui/card'
import { Chip, Chips } from '../../../ui/chip'
import { FieldRow, FormField, TextField } from '../../../ui/form-field'
import { NoticeBar } from '../../../ui/notice-bar'
import { Page, type PageState } from '../../../ui/page'
import { Segmented } from '../../../ui/segmented'
import { Rooms } from '../homes/rooms'

const GUEST: PageState = {
  kind: 'empty',
  sentence: '登录以后才能申请',
  button: { word: '去登录', onTap: () => openPage(paths.login) },
}

const WAYS = [
  { key: 'home', word: '按住处' },
  { key: 'phone', word: '按手机号' },
] as const
type Way = (typeof WAYS)[number]['key']

interface Draft {
  name: string
  relation: GuardianRelation | null
  way: Way
  place: ChosenPlace | null
  homeId: string | null
  phone: string
}

const BLANK: Draft = { name: '', relation: null, way: 'home', place: null, homeId: null, phone: '' }
const PHONE = /^1\d{10}$/

/** What is still missing, in the order of the page. */
function lackOf({ name, relation, way, place, homeId, phone }: Draft): string | null {
  if (!name.trim()) return '写上家人的姓名'
  if (!relation) return '选一下您是家人的什么人'
  if (way === 'phone') return PHONE.test(phone.trim()) ? null : '写上家人的手机号'
  if (!place) return '选家人住的小区、楼号和单元'
  return homeId ? null : '再选房号'
}

interface PartProps {
  draft: Draft
  change: (part: Partial<Draft>) => void
}

function WhoCard({ draft, change }: PartProps) {
  return (
    <Card>
      <TextField
        id="ask-name"
        label="家人的姓名"
        example="和身份证上一样"
        value={draft.name}
        maxLength={30}
        onChange={(name) => change({ name })}
      />
      <View className="b mt3">您是家人的</View>
      <View className="mt2">
        <Chips label="您是家人的">
          {GUARDIAN_RELATION_KEYS.map((key) => (
            <Chip
              key={key}
              id={`relation-${key}`}
              word={GUARDIAN_RELATIONS[key]}
              state={key === draft.relation ? 'selected' : 'off'}
              onTap={() => change({ relation: key })}
            />
          ))}
        </Chips>
      </View>
    </Card>
  )
}

function HomeFields({ draft, change }: PartProps) {
  const { community } = useCommunity()
  const [isPicking, setPicking] = useState(false)
  const { place, homeId } = draft
  return (
    <>
      <FormField
        id="ask-place"
        label="哪个单元"
        icon="map-pin"
        value={place?.words ?? ''}
        example="点这里选小区、楼号、单元"
        action={place ? '改' : '选'}
        onTap={() => setPicking(true)}
      />
      {place?.placeId ? (
        <Rooms entranceId={place.placeId} homeId={homeId} onPick={(picked) => change({ homeId: picked })} />
      ) : null}
      <PlaceSheet
        isOpen={isPicking}
        isEntranceNeeded
        start={community}
        onPick={(picked) => change({ place: picked, homeId: null })}
        onClose={() => setPicking(false)}
      />
    </>
  )
}

function WhereCard({ draft, change }: PartProps) {
  return (
    <Card>
      <FieldRow label="怎么找到家人">
        <Segmented
          id="ask-way"
          label="怎么找到家人"
          items={WAYS}
          value={draft.way}
          onChange={(way) => change({ way })}
        />
      </FieldRow>
      {draft.way === 'home' ? (
        <HomeFields draft={draft} change={change} />
      ) : (
        <TextField
          id="ask-phone"
          label="家人的手机号"
          example="11 位手机号"
          kind="phone"
          value={draft.phone}
          maxLength={11}
          onChange={(phone) => change({ phone })}
        />
      )}
    </Card>
  )
}

/** Asks to act for one of the family. Whether there is such a person is never said here. */
export default function AskFamily() {
  const { isGuest } = useSession()
  const [draft, setDraft] = useState(BLANK)
  const change = (part: Partial<Draft>) => setDraft((before) => ({ ...before, ...part }))
  const { send, isBusy, fault } = useSend(api.family.ask, {
    topics: ['messages'],
    onDone: () => {
      tell('申请交上去了，等家人答复')
      goBack()
    },
  })
  const lack = lackOf(draft)
  const { name, relation, way, homeId, phone } = draft
  const submit = () =>
    relation &&
    void send({
      name: name.trim(),
      relation,
      ...(way === 'home' ? { homeId: homeId ?? undefined } : { phone: phone.trim() }),
    })
  return (
    <Page
      title="申请替家人办事"
      state={isGuest ? GUEST : { kind: 'content' }}
      bar={
        <ActionBar lack={lack} help="家人在自己手机上同意，或者网格员当面问过，就能替办" helpIcon="shield-check">
          <Button
            id="ask-send"
            word="提交申请"
            isWide
            isBusy={isBusy}
            isDisabled={lack !== null}
            onTap={() => void submit()}
          />
        </ActionBar>
      }
    >
      {fault ? <NoticeBar kind="danger" words={fault.fields?.name ?? fault.message} /> : null}
      <WhoCard draft={draft} change={change} />
      <WhereCard draft={draft} change={change} />
      <View className="sub soft mt3">登记里有没有这个人，这里不会显示。孩子不满 14 岁，网格员看过户口本就行。</View>
    </Page>
  )
}
