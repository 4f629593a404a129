import { useState } from 'react'
import { now } from '../../../lib/clock'
import { promiseOf } from '../../../lib/format'
import { openPage, replacePage } from '../../../lib/open-page'
import { tell as say } from '../../../lib/tell'
import { isRunning } from '../../../parts/orders/standing'
import { ReminderOffer } from '../../../parts/reminder-offer'
import { paths } from '../../../paths'
import { Button } from '../../../ui/button'
import { Result } from '../../../ui/result'
import { troubleOf } from './followed-words'
import type { Joined } from './join-sheet'

/** What happens next. */
function nextOf({ one, isAdded }: Joined, isLeft: boolean): string {
  const promise = isRunning(one.state) ? `要在 ${promiseOf(one.promisedAt, now())}` : ''
  const words = isAdded ? '您写的已经补充给办理的人。' : isLeft ? '您写的没有发出去，留在草稿里。' : ''
  return `「${troubleOf(one)}」${promise}。有人接单、办好了，都会告诉您。${words}`
}

interface JoinedResultProps {
  joined: Joined
  /** Throws the draft away that was left. */
  onDiscard: () => void
}

/** After "me too": what happens next, and what has become of the own words. */
export function JoinedResult({ joined, onDiscard }: JoinedResultProps) {
  const [isLeft, setLeft] = useState(!joined.isAdded)
  const discard = () => {
    onDiscard()
    setLeft(false)
    say('草稿删掉了')
  }
  return (
    <Result icon="users" tone="ok" title="您加入了" body={nextOf(joined, isLeft)}>
      <ReminderOffer id="appeal-notify" templates={['appealProgress']} />
      <Button
        id="joined-progress"
        word="看办到哪一步"
        isWide
        onTap={() => replacePage(paths.followedAppeal(joined.one.id))}
      />
      {isLeft ? <Button id="joined-discard" word="不要草稿了" look="outline" isWide onTap={discard} /> : null}
      <Button id="appeal-home" word="回首页" look="outline" isWide onTap={() => openPage(paths.home)} />
    </Result>
  )
}
