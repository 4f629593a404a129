import { useQuery } from '@tanstack/react-query'
import { View } from '@tarojs/components'
import { useState } from 'react'
import {
  ARRIVAL_KEYS,
  VISIT_ASK_FILES_MAX,
  VISIT_ASK_MAX,
  VISIT_REQUESTS,
} from '../../../../cloudfunctions/contract/worker/visits'
import { openPage, replacePage } from '../../../lib/open-page'
import { pageState } from '../../../lib/page-state'
import { api } from '../../../lib/rpc'
import { useSession } from '../../../lib/session'
import { EmergencyBar } from '../../../parts/emergency'
import { type Outcome, useAsking } from '../../../parts/visits/use-asking'
import { paths } from '../../../paths'
import { ActionBar } from '../../../ui/action-bar'
import { Button } from '../../../ui/button'
import { Card, Section } from '../../../ui/card'
import { Chip, Chips } from '../../../ui/chip'
import { TextField } from '../../../ui/form-field'
import { ListCell } from '../../../ui/list-cell'
import { NoticeBar } from '../../../ui/notice-bar'
import { Page, type PageState } from '../../../ui/page'
import { PhotoPicker } from '../../../ui/photo-picker'
import { Result } from '../../../ui/result'

const TITLE = '请网格员上门'
const GUEST: PageState = {
  kind: 'empty',
  sentence: '登录以后，才能请网格员上门',
  button: { word: '去登录', onTap: () => openPage(paths.login) },
}
const HOMELESS: PageState = {
  kind: 'empty',
  sentence: '您的住处还没登记，登记以后网格员才知道去哪儿',
  button: { word: '去认一套房', onTap: () => openPage(paths.claimHome) },
}

function Asked({ outcome }: { outcome: Outcome }) {
  if (outcome.kind === 'kept')
    return (
      <Result
        icon="cloud-upload"
        tone="info"
        title="没连上网，已存在手机上"
        body="有网自动发，不用再点，也不会发两次。"
      >
        <Button id="visit-home" word="回首页" isWide onTap={() => openPage(paths.home)} />
      </Result>
    )
  const { id } = outcome
  return (
    <Result icon="circle-check" tone="ok" title="请过了" body="网格员接了就告诉您，走访完请您确认。">
      <Button id="visit-progress" word="看谁来、什么时候" isWide onTap={() => replacePage(paths.appeal(id))} />
    </Result>
  )
}

/** Oneself first, then who lives in the same home. */
function useHousehold(isGuest: boolean) {
  const query = useQuery({
    queryKey: ['session', 'visits.household'],
    queryFn: () => api.visits.household({}),
    enabled: !isGuest,
  })
  const state = isGuest ? GUEST : query.data?.length === 0 ? HOMELESS : pageState(query)
  return { query, household: query.data ?? [], state }
}

/** A resident asks the grid worker to look in on them, or on somebody they live with. */
export default function AskForVisit() {
  const { isGuest } = useSession()
  const { query, household, state } = useHousehold(isGuest)
  const asking = useAsking({ path: 'visits.ask', name: 'visits.ask', reason: 'request', title: TITLE })
  const { draft, change, photos, isBusy, refusal } = asking
  const [outcome, setOutcome] = useState<Outcome | null>(null)
  const whom = household.find(({ personId }) => personId === draft.personId) ?? household[0]
  const lack = draft.text.trim() || draft.photos.length > 0 ? null : '写一句，或者拍一张照片'
  const send = async () => {
    const sent = whom && (await asking.send(whom.personId))
    if (sent) setOutcome(sent)
  }
  if (outcome)
    return (
      <Page title={TITLE}>
        <Asked outcome={outcome} />
      </Page>
    )
  return (
    <Page
      title={TITLE}
      state={state}
      onRetry={query.refetch}
      bar={
        <ActionBar lack={lack} help="只有接单的网格员和社区知道去看谁" helpIcon="shield-check">
          <Button
            id="visit-ask"
            word={TITLE}
            isWide
            isBusy={isBusy}
            isDisabled={lack !== null}
            onTap={() => void send()}
          />
        </ActionBar>
      }
    >
      {refusal ? <NoticeBar kind="danger" words={refusal} /> : null}
      <Section title="来看谁" />
      <Card isTight>
        {household.map(({ personId, name, isSelf }) => (
          <ListCell
            key={personId}
            id={`whom-${personId}`}
            title={isSelf ? `${name}（您自己）` : name}
            isSelected={personId === whom?.personId}
            onTap={() => change({ personId })}
          />
        ))}
      </Card>
      <Section title="因为什么" />
      <Chips label="因为什么">
        {ARRIVAL_KEYS.map((key) => (
          <Chip
            key={key}
            id={`reason-${key}`}
            word={VISIT_REQUESTS[key].label}
            state={draft.reason === key ? 'selected' : 'off'}
            onTap={() => change({ reason: key })}
          />
        ))}
      </Chips>
      <Card>
        <TextField
          id="visit-words"
          label="想请网格员看什么"
          example="比如：腿脚不便，想请人来看看"
          value={draft.text}
          isLong
          maxLength={VISIT_ASK_MAX}
          onChange={(text) => change({ text })}
        />
        <View className="mt2">
          <PhotoPicker
            id="visit-photo"
            photos={photos.picked}
            max={VISIT_ASK_FILES_MAX}
            onAdd={() => void photos.add()}
            onRemove={photos.remove}
            onRetry={photos.retry}
          />
        </View>
      </Card>
      <View className="mt2">
        <EmergencyBar />
      </View>
    </Page>
  )
}
