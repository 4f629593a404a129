import { now } from '../../lib/clock'
import { promiseOf } from '../../lib/format'
import { openPage, replacePage } from '../../lib/open-page'
import { paths } from '../../paths'
import { Button } from '../../ui/button'
import { Result } from '../../ui/result'
import { ReminderOffer } from '../reminder-offer'

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
      <ReminderOffer id="appeal-notify" templates={['appealProgress']} />
      <Button id="appeal-progress" word="看办理进度" isWide onTap={() => replacePage(paths.appeal(sent.id))} />
      <Button id="appeal-home" word="回首页" look="outline" isWide onTap={() => openPage(paths.home)} />
    </Result>
  )
}
