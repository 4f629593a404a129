import { View } from '@tarojs/components'
import { useState } from 'react'
import { openPage } from '../lib/open-page'
import { useSession } from '../lib/session'
import { askToNotify, canSubscribe } from '../lib/subscribe'
import { tell } from '../lib/tell'
import { paths } from '../paths'
import { Button } from '../ui/button'
import { ListCell } from '../ui/list-cell'
import { NoticeBar } from '../ui/notice-bar'
import { Sheet } from '../ui/sheet'
import { useBank } from './reminder-offer'

type Credits = NonNullable<ReturnType<typeof useBank>['data']>

const leftWords = ({ balance, isLow }: Credits[number]) => {
  if (balance === 0) return '用完了'
  return isLow ? `还剩 ${balance} 次，快用完了` : `还剩 ${balance} 次`
}

/** WeChat shows three in one question: those of which least is left. */
const leastFirst = (credits: Credits) => [...credits].sort((a, b) => a.balance - b.balance)

function BankSheet({ credits, onAsk, onClose }: { credits: Credits; onAsk: () => void; onClose: () => void }) {
  return (
    <Sheet
      isOpen
      title="微信里还能提醒您几次"
      onClose={onClose}
      footer={
        <>
          <Button id="bank-settings" word="提醒设置" look="outline" onTap={() => openPage(paths.reminders)} />
          <Button id="bank-ask" word="再允许几次" isWide onTap={onAsk} />
        </>
      }
    >
      <View className="soft sheet-note">微信规定，允许一次才能提醒一次。用完了微信里不响，消息页里一条不少。</View>
      {credits.map((credit) => (
        <ListCell
          key={credit.template}
          icon={credit.isReserved ? 'alert-triangle' : 'bell'}
          title={credit.label}
          second={credit.why}
          value={leftWords(credit)}
        />
      ))}
    </Sheet>
  )
}

/** 还能收几次: one line, and behind it what each template is for. Home also says why they matter. */
export function BankLine({ isWhySaid }: { isWhySaid?: boolean }) {
  const { me } = useSession()
  const query = useBank(me?.person != null)
  const [isOpen, setOpen] = useState(false)
  const credits = query.data ?? []
  if (credits.length === 0) return null
  const left = credits.reduce((sum, { isReserved, balance }) => sum + (isReserved ? 0 : balance), 0)
  const count = left > 0 ? `微信提醒还能收 ${left} 次` : '微信提醒用完了'
  const ask = async () => {
    if (!canSubscribe) return tell('在微信里打开，就能再允许几次')
    const allowed = await askToNotify(leastFirst(credits).map(({ templateId }) => templateId)).catch(() => 0)
    if (allowed > 0) tell('补上了，有消息微信里告诉您')
    void query.refetch()
  }
  return (
    <>
      <NoticeBar
        id="bank"
        kind="offer"
        icon="bell-ringing"
        words={isWhySaid ? `${count}，诉求办好、停水停电靠它告诉您` : count}
        action="再允许几次"
        onTap={() => setOpen(true)}
      />
      {isOpen ? <BankSheet credits={credits} onAsk={() => void ask()} onClose={() => setOpen(false)} /> : null}
    </>
  )
}
