import { View } from '@tarojs/components'
import { APPEAL_CATEGORY_LABELS } from '../../../../cloudfunctions/contract/governance/appeals'
import { useSession } from '../../../lib/session'
import { EmergencyBar } from '../../../parts/emergency'
import { AboutCard } from '../../../parts/tell/about-card'
import { Sent } from '../../../parts/tell/sent'
import { lackOf, useSending } from '../../../parts/tell/use-sending'
import { useTell } from '../../../parts/tell/use-tell'
import { WordsCard } from '../../../parts/tell/words-card'
import { ActionBar } from '../../../ui/action-bar'
import { Button } from '../../../ui/button'
import { Page } from '../../../ui/page'

export default function SubmitAppeal() {
  const { isGuest } = useSession()
  const tell = useTell('appeals.submit')
  const { send, isBusy, outcome } = useSending('appeals.submit', tell)
  const lack = lackOf(tell)

  if (outcome) {
    return (
      <Page title="一键诉求">
        <Sent sent={outcome.sent} />
      </Page>
    )
  }
  return (
    <Page
      title="一键诉求"
      bar={
        <ActionBar lack={lack} help="只有您能结案，没办好可以一键重办" helpIcon="shield-check">
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
      <WordsCard tell={tell} example="出了什么事，比如：3号楼门口路灯不亮" />
      <AboutCard tell={tell} categories={APPEAL_CATEGORY_LABELS} />
      <View className="mt2">
        <EmergencyBar />
      </View>
    </Page>
  )
}
