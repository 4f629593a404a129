import { useQuery } from '@tanstack/react-query'
import type { SubscribeTemplate } from '../../cloudfunctions/contract/messages'
import { api } from '../lib/rpc'
import { askToNotify, canSubscribe } from '../lib/subscribe'
import { tell } from '../lib/tell'
import { NoticeBar } from '../ui/notice-bar'

/** How many WeChat reminders a person still allows, by template; fresh for everybody who shows them. */
export const useBank = (isEnabled = true) =>
  useQuery({
    queryKey: ['messages', 'messages.credits'],
    queryFn: () => api.messages.credits({}),
    enabled: isEnabled,
  })

interface ReminderOfferProps {
  id: string
  /** Asked for together, in WeChat's one dialog; the first says why. */
  templates: readonly SubscribeTemplate[]
  /** Only where few are left. */
  isWhenLow?: boolean
}

/** Offers WeChat's reminders where they matter; asked inside the tap, as WeChat demands. */
export function ReminderOffer({ id, templates, isWhenLow }: ReminderOfferProps) {
  const query = useBank(canSubscribe)
  const asked = (query.data ?? []).filter(
    ({ template, isLow }) => templates.includes(template) && (isLow || !isWhenLow),
  )
  const [first] = asked
  if (!first) return null
  const ask = async () => {
    const allowed = await askToNotify(asked.map(({ templateId }) => templateId)).catch(() => 0)
    tell(allowed > 0 ? '好的，有了消息微信里告诉您' : '没有开提醒，消息里一样看得到')
    void query.refetch()
  }
  return (
    <NoticeBar id={id} kind="offer" icon="bell-ringing" words={first.why} action="开提醒" onTap={() => void ask()} />
  )
}
