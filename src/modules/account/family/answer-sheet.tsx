import { View } from '@tarojs/components'
import { api } from '../../../lib/rpc'
import { useSend } from '../../../lib/send'
import { tell } from '../../../lib/tell'
import { Avatar } from '../../../ui/avatar'
import { Button } from '../../../ui/button'
import { ListCell } from '../../../ui/list-cell'
import { NoticeBar } from '../../../ui/notice-bar'
import { Sheet } from '../../../ui/sheet'

type Family = Awaited<ReturnType<typeof api.family.list>>

interface AnswerSheetProps {
  ask: Family['waiting'][number]
  /** What a yes agrees to. */
  consent: Family['text']
  onClose: () => void
}

/** Who asks to act for one, and the text; a yes is the consent to it. */
export function AnswerSheet({ ask, consent, onClose }: AnswerSheetProps) {
  const { send, isBusy, fault } = useSend(api.family.answer, { topics: ['messages', 'session'] })
  const answer = async (isAgreed: boolean) => {
    const isSent = await send({ id: ask.id, isAgreed, version: consent.version })
    if (!isSent) return
    tell(isAgreed ? '同意了，随时能收回' : '没有同意，对方会知道')
    onClose()
  }
  return (
    <Sheet
      isOpen
      title="让这位家人替您办事吗"
      onClose={onClose}
      footer={
        <>
          <Button
            id="family-refuse"
            word="不同意"
            look="outline"
            isDisabled={isBusy}
            onTap={() => void answer(false)}
          />
          <Button id="family-agree" word="同意替我办事" isWide isBusy={isBusy} onTap={() => void answer(true)} />
        </>
      }
    >
      {fault ? <NoticeBar kind="danger" words={fault.message} /> : null}
      <ListCell
        lead={<Avatar name={ask.name} />}
        title={`${ask.name}，说是您的${ask.relation}`}
        second={ask.phoneMasked ? `手机号 ${ask.phoneMasked}` : '没绑定手机号'}
      />
      <View className="soft sheet-note">{consent.text}</View>
      <View className="sub soft mt2">不认识、不放心，就点不同意。打电话问一问再定也行。</View>
    </Sheet>
  )
}
