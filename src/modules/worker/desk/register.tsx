import { APPEAL_CATEGORY_LABELS } from '../../../../cloudfunctions/contract/governance/appeals'
import { EmergencyCall } from '../../../parts/emergency'
import { AboutCard } from '../../../parts/tell/about-card'
import { Sent } from '../../../parts/tell/sent'
import { lackOf, useSending } from '../../../parts/tell/use-sending'
import { useSuggestion } from '../../../parts/tell/use-suggestion'
import { type Tell, useTell } from '../../../parts/tell/use-tell'
import { TellVoiceButton } from '../../../parts/tell/voice'
import { WordsCard } from '../../../parts/tell/words-card'
import { ActionBar } from '../../../ui/action-bar'
import { Button } from '../../../ui/button'
import { Card } from '../../../ui/card'
import { TextField } from '../../../ui/form-field'
import { Page } from '../../../ui/page'

const NAME_MAX = 20
const PHONE = /^1\d{10}$/

function WhomCard({ tell, isPhoneWrong }: { tell: Tell; isPhoneWrong: boolean }) {
  const { draft, change } = tell
  return (
    <Card isTight>
      <TextField
        id="register-name"
        label="替谁登记"
        example="居民的姓名"
        value={draft.forName}
        maxLength={NAME_MAX}
        onChange={(forName) => change({ forName })}
      />
      <TextField
        id="register-phone"
        label="联系电话（没有可以不填）"
        example="11 位手机号"
        kind="phone"
        value={draft.forPhone}
        maxLength={11}
        error={isPhoneWrong ? '手机号是 11 位数字，再看一遍' : undefined}
        onChange={(forPhone) => change({ forPhone })}
      />
    </Card>
  )
}

export default function RegisterAppeal() {
  const tell = useTell('appeals.register')
  const heard = useSuggestion(tell)
  const forName = tell.draft.forName.trim()
  const forPhone = tell.draft.forPhone.trim()
  const { send, isBusy, outcome } = useSending('appeals.register', tell, { forName, ...(forPhone && { forPhone }) })
  const isPhoneWrong = forPhone.length > 0 && !PHONE.test(forPhone)
  const lack = forName ? (isPhoneWrong ? '手机号不对，改好就能登记' : lackOf(tell)) : '写上居民的姓名，就能登记'

  if (outcome) {
    return (
      <Page title="替居民登记">
        <Sent sent={outcome.sent} forName={outcome.draft.forName} />
      </Page>
    )
  }
  return (
    <Page
      title="替居民登记"
      bar={
        <ActionBar
          lack={lack}
          help="登记后和居民自己提的一样办"
          helpIcon="info-circle"
          second={<TellVoiceButton tell={tell} />}
        >
          <Button
            id="appeal-submit"
            word="登记诉求"
            isWide
            isBusy={isBusy}
            isDisabled={lack !== null}
            onTap={() => void send()}
          />
        </ActionBar>
      }
    >
      {heard?.emergency ? <EmergencyCall number={heard.emergency} note="打过电话，这件还可以照样登记。" /> : null}
      <WhomCard tell={tell} isPhoneWrong={isPhoneWrong && forPhone.length >= 11} />
      <WordsCard tell={tell} example="居民说了什么事" />
      <AboutCard tell={tell} heard={heard} categories={APPEAL_CATEGORY_LABELS} />
    </Page>
  )
}
