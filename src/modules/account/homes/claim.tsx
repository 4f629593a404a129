import { View } from '@tarojs/components'
import { useState } from 'react'
import {
  RESIDENCY_LABELS,
  RESIDENCY_RELATIONS,
  type ResidencyRelation,
} from '../../../../cloudfunctions/contract/registry'
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
import { FieldRow, FormField, TextField } from '../../../ui/form-field'
import { NoticeBar } from '../../../ui/notice-bar'
import { Page, type PageState } from '../../../ui/page'
import { Segmented } from '../../../ui/segmented'
import { Rooms } from './rooms'

const GUEST: PageState = {
  kind: 'empty',
  sentence: '登录以后才能认房',
  button: { word: '去登录', onTap: () => openPage(paths.login) },
}

const relations = RESIDENCY_RELATIONS.map((key) => ({ key, word: RESIDENCY_LABELS[key] }))

/** What is still missing, in the order of the page. */
function lackOf(place: ChosenPlace | null, homeId: string | null, name: string): string | null {
  if (!place) return '先选小区、楼号和单元'
  if (!homeId) return '再选房号'
  return name.trim() ? null : '写上您的姓名'
}

const DONE = {
  approved: '认好了，这套房在您名下了',
  pending: '交给网格员了，见过您就能通过',
} as const

/** Says which home is one's own: picked from lists, never typed. */
export default function ClaimHome() {
  const { me, isGuest } = useSession()
  const { community } = useCommunity()
  const [isPicking, setPicking] = useState(false)
  const [place, setPlace] = useState<ChosenPlace | null>(null)
  const [homeId, setHome] = useState<string | null>(null)
  const [relation, setRelation] = useState<ResidencyRelation>('owner')
  const [name, setName] = useState('')
  const { send, isBusy, fault } = useSend(api.homes.claim, {
    topics: ['messages', 'session'],
    onDone: ({ state }) => {
      tell(DONE[state])
      goBack()
    },
  })
  const lack = lackOf(place, homeId, name)
  const pick = (picked: ChosenPlace) => {
    setPlace(picked)
    setHome(null)
  }
  const submit = () => homeId && void send({ homeId, relation, name: name.trim() })
  return (
    <Page
      title="认一套房"
      state={isGuest ? GUEST : { kind: 'content' }}
      bar={
        <ActionBar lack={lack} help="和社区登记对得上，马上通过；不然网格员当面核实" helpIcon="shield-check">
          <Button
            id="claim-send"
            word="提交认房申请"
            isWide
            isBusy={isBusy}
            isDisabled={lack !== null}
            onTap={submit}
          />
        </ActionBar>
      }
    >
      {fault ? <NoticeBar kind="danger" words={fault.fields?.name ?? fault.message} /> : null}
      {me?.person && !me.person.phoneMasked ? (
        <NoticeBar
          id="claim-phone"
          kind="offer"
          words="先绑定手机号，多半不用等"
          action="去绑定"
          onTap={() => openPage(paths.me)}
        />
      ) : null}
      <Card isTight>
        <FormField
          id="claim-place"
          label="哪个单元"
          icon="map-pin"
          value={place?.words ?? ''}
          example="点这里选小区、楼号、单元"
          action={place ? '改' : '选'}
          onTap={() => setPicking(true)}
        />
      </Card>
      {place?.placeId ? (
        <Card>
          <View className="b">房号</View>
          <View className="mt2">
            <Rooms entranceId={place.placeId} homeId={homeId} onPick={setHome} />
          </View>
        </Card>
      ) : null}
      <Card isTight>
        <FieldRow label="您是">
          <Segmented id="claim-relation" label="您是" items={relations} value={relation} onChange={setRelation} />
        </FieldRow>
        <TextField
          id="claim-name"
          label="您的姓名"
          example="和身份证上一样"
          value={name}
          maxLength={30}
          onChange={setName}
        />
      </Card>
      <View className="sub soft mt3">房号是公开的门牌，这里不会显示谁住在哪一户。</View>
      <PlaceSheet
        isOpen={isPicking}
        isEntranceNeeded
        start={community}
        onPick={pick}
        onClose={() => setPicking(false)}
      />
    </Page>
  )
}
