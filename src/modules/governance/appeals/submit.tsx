import { View } from '@tarojs/components'
import { useState } from 'react'
import { APPEAL_CATEGORY_LABELS } from '../../../../cloudfunctions/contract/governance/appeals'
import { useSession } from '../../../lib/session'
import { ActingBand, useActing } from '../../../parts/acting'
import { EmergencyBar, EmergencyCall } from '../../../parts/emergency'
import { AboutCard } from '../../../parts/tell/about-card'
import { Sent } from '../../../parts/tell/sent'
import { useBeginning } from '../../../parts/tell/use-beginning'
import { lackOf, useSending } from '../../../parts/tell/use-sending'
import { useSuggestion } from '../../../parts/tell/use-suggestion'
import { useTell } from '../../../parts/tell/use-tell'
import { useTellFor } from '../../../parts/tell/use-tell-for'
import { TellVoiceButton } from '../../../parts/tell/voice'
import { WordsCard } from '../../../parts/tell/words-card'
import { ActionBar } from '../../../ui/action-bar'
import { Button } from '../../../ui/button'
import { Page } from '../../../ui/page'
import type { Joined } from './join-sheet'
import { JoinedResult } from './joined-result'
import { SimilarCard } from './similar-card'
import { useSimilar } from './use-similar'

export default function SubmitAppeal() {
  const { isGuest } = useSession()
  const acting = useActing()
  const { forPersonId, name } = acting
  const tell = useTell(forPersonId ? `appeals.submit.${forPersonId}` : 'appeals.submit', useTellFor(forPersonId))
  const heard = useSuggestion(tell)
  const similar = useSimilar(tell)
  const [joined, setJoined] = useState<Joined | null>(null)
  useBeginning(tell)
  const { send, isBusy, outcome } = useSending('appeals.submit', tell, forPersonId ? { forPersonId } : {})
  const lack = lackOf(tell)

  if (outcome) {
    return (
      <Page title="一键诉求">
        <ActingBand acting={acting} />
        <Sent sent={outcome.sent} forName={forPersonId ? (name ?? '家人') : undefined} />
      </Page>
    )
  }
  if (joined) {
    return (
      <Page title="一键诉求">
        <JoinedResult joined={joined} onDiscard={tell.discard} />
      </Page>
    )
  }
  return (
    <Page
      title="一键诉求"
      bar={
        <ActionBar
          lack={lack}
          help={forPersonId ? '写明是您替家人提的，家人也看得到' : '办好了由您确认，没办好一键重办'}
          helpIcon="shield-check"
          second={<TellVoiceButton tell={tell} />}
        >
          <Button
            id="appeal-submit"
            word={isGuest ? '登录并提交诉求' : '提交诉求'}
            isWide
            isBusy={isBusy}
            isDisabled={lack !== null}
            onTap={() => void send()}
          />
        </ActionBar>
      }
    >
      <ActingBand acting={acting} />
      {heard?.emergency ? <EmergencyCall number={heard.emergency} note="打过电话，这件还可以照样提交。" /> : null}
      <WordsCard tell={tell} example="出了什么事，比如：3号楼门口路灯不亮" />
      {heard?.emergency || forPersonId ? null : <SimilarCard similar={similar} tell={tell} onJoined={setJoined} />}
      <AboutCard tell={tell} heard={heard} categories={APPEAL_CATEGORY_LABELS} />
      {heard?.emergency ? null : (
        <View className="mt2">
          <EmergencyBar />
        </View>
      )}
    </Page>
  )
}
