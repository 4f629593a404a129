import { useQuery } from '@tanstack/react-query'
import { api } from '../../lib/rpc'
import { askToNotify, canSubscribe } from '../../lib/subscribe'
import { tell } from '../../lib/tell'
import { NoticeBar } from '../../ui/notice-bar'

/** How often WeChat may still remind this person, and the way to allow more: each consent is one reminder. */
export function Credits() {
  const query = useQuery({ queryKey: ['messages', 'messages.credits'], queryFn: () => api.messages.credits({}) })
  const credits = query.data ?? []
  if (credits.length === 0) return null
  const left = credits.reduce((sum, credit) => sum + credit.balance, 0)
  const ask = async () => {
    if (!canSubscribe) return tell('在微信里打开，就能补充提醒次数')
    const allowed = await askToNotify(credits.map((credit) => credit.templateId)).catch(() => 0)
    if (allowed > 0) tell('补上了，有进展微信里告诉您')
    void query.refetch()
  }
  return (
    <NoticeBar
      id="messages-credits"
      kind="offer"
      icon="bell-ringing"
      words={left > 0 ? `微信提醒还能收 ${left} 次` : (credits[0]?.why ?? '')}
      action="补充提醒次数"
      onTap={() => void ask()}
    />
  )
}
