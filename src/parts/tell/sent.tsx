import { useQuery } from '@tanstack/react-query'
import { now } from '../../lib/clock'
import { promiseOf } from '../../lib/format'
import { openPage, replacePage } from '../../lib/open-page'
import { api } from '../../lib/rpc'
import { askToNotify, canSubscribe } from '../../lib/subscribe'
import { tell } from '../../lib/tell'
import { paths } from '../../paths'
import { Button } from '../../ui/button'
import { NoticeBar } from '../../ui/notice-bar'
import { Result } from '../../ui/result'

/** Offers WeChat's reminder once the templates are known; asked inside the tap, as WeChat demands. */
export function ReminderOffer() {
  const query = useQuery({
    queryKey: ['messages', 'messages.credits'],
    queryFn: () => api.messages.credits({}),
    enabled: canSubscribe,
  })
  const credits = query.data ?? []
  const [first] = credits
  if (!first) return null
  const ask = async () => {
    const allowed = await askToNotify(credits.map((credit) => credit.templateId)).catch(() => 0)
    tell(allowed > 0 ? '好的，有进展微信里告诉您' : '没有开提醒，进展在消息里看')
    void query.refetch()
  }
  return (
    <NoticeBar
      id="appeal-notify"
      kind="offer"
      icon="bell-ringing"
      words={first.why}
      action="开提醒"
      onTap={() => void ask()}
    />
  )
}

interface SentProps {
  /** What became of it: on the server under this id, or kept on the phone. */
  sent: { id: string; code: string; promisedAt: string } | null
  /** Whom a worker registered it for. */
  forName?: string
}

/** After an appeal was sent or kept: what happens next, and when. */
export function Sent({ sent, forName }: SentProps) {
  if (!sent) {
    return (
      <Result icon="cloud-upload" tone="info" title="没连上网，已存成草稿" body="有网自动发，不用再点，也不会发两次。">
        <Button id="appeal-home" word="回首页" isWide onTap={() => openPage(paths.home)} />
      </Result>
    )
  }
  const told = forName ? `${forName}的诉求有人接、办好了，您这里看得到` : '有人接单、办好了，都会告诉您'
  return (
    <Result
      icon="circle-check"
      tone="ok"
      title="交上去了"
      body={`编号 ${sent.code}，网格员会来接单，${promiseOf(sent.promisedAt, now())}。${told}。`}
    >
      <ReminderOffer />
      <Button id="appeal-progress" word="看办理进度" isWide onTap={() => replacePage(paths.appeal(sent.id))} />
      <Button id="appeal-home" word="回首页" look="outline" isWide onTap={() => openPage(paths.home)} />
    </Result>
  )
}
