import { View } from '@tarojs/components'
import { useState } from 'react'
import { useNow } from '../../../lib/clock'
import { openPage, replacePage } from '../../../lib/open-page'
import { tell as say } from '../../../lib/tell'
import { keepDraft } from '../../../lib/use-draft'
import type { Tell } from '../../../parts/tell/use-tell'
import { paths } from '../../../paths'
import { Button } from '../../../ui/button'
import { Card } from '../../../ui/card'
import { spoken } from '../../../ui/named'
import { SoftTile } from '../../../ui/service-tile'
import { StatusTag } from '../../../ui/status-tag'
import { followedStanding, joinedOf, type Similar, sinceOf, troubleOf, whereOf } from './followed-words'
import { type Joined, JoinSheet } from './join-sheet'

interface OfferProps {
  one: Similar
  onJoin: () => void
  onSupplement: () => void
}

function headingOf({ isMine, isFollowed }: Similar): string {
  if (isMine) return '您提过这件'
  return isFollowed ? '您已经加入这件' : '附近有人提过'
}

/** The one way on that fits: joining, adding to one's own, or looking at what one has joined. */
function OfferButton({ one, onJoin, onSupplement }: OfferProps) {
  const trouble = troubleOf(one)
  const common = { look: 'tint', isWide: true } as const
  if (one.isMine) {
    const id = `similar-supplement-${one.id}`
    return (
      <Button id={id} word="补充情况" icon="pencil" label={`补充情况，${trouble}`} onTap={onSupplement} {...common} />
    )
  }
  if (one.isFollowed) {
    const open = () => openPage(paths.followedAppeal(one.id))
    return (
      <Button
        id={`similar-open-${one.id}`}
        word="看办到哪一步"
        label={`看办到哪一步，${trouble}`}
        onTap={open}
        {...common}
      />
    )
  }
  const id = `similar-join-${one.id}`
  return (
    <Button
      id={id}
      word="我也遇到，加入"
      icon="user-plus"
      label={`我也遇到，加入，${trouble}`}
      onTap={onJoin}
      {...common}
    />
  )
}

function Offer(props: OfferProps) {
  const { one } = props
  const moment = useNow()
  const { word, icon, tone } = followedStanding(one.state)
  return (
    <View className="similar">
      <View className="row top g3">
        <SoftTile icon={one.isMine ? 'user-check' : 'users'} tone="accent" />
        <View className="grow">
          <View className="sub soft">{headingOf(one)}</View>
          <View className="lead b">{troubleOf(one)}</View>
          <View className="sub soft mt1">{whereOf(one)}</View>
          <View className="sub soft">{`${sinceOf(one.createdAt, moment)}，${joinedOf(one.followers)}`}</View>
          <View className="row mt1">
            <StatusTag word={word} icon={icon} tone={tone} />
          </View>
        </View>
      </View>
      <View className="row mt3">
        <OfferButton {...props} />
      </View>
    </View>
  )
}

interface SimilarCardProps {
  similar: readonly Similar[]
  tell: Tell
  onJoined: (joined: Joined) => void
}

/** What neighbours have told already, before the same is told a second time. */
export function SimilarCard({ similar, tell, onJoined }: SimilarCardProps) {
  const [joining, join] = useState<Similar | null>(null)
  if (similar.length === 0) return null
  const supplement = ({ id }: Similar) => {
    const { text, photos } = tell.draft
    keepDraft(`orders.supplement.${id}`, { text, photos, picked: null })
    tell.discard()
    say('您写的带过来了')
    replacePage(paths.supplementAppeal(id))
  }
  return (
    <>
      <Card isMarked>
        <View {...spoken}>
          {similar.map((one) => (
            <Offer key={one.id} one={one} onJoin={() => join(one)} onSupplement={() => supplement(one)} />
          ))}
          <View className="row mt2">
            <Button
              id="similar-another"
              word="不是同一件，继续提"
              look="outline"
              isWide
              onTap={() => tell.change({ isAnother: true })}
            />
          </View>
        </View>
      </Card>
      {joining ? <JoinSheet one={joining} tell={tell} onJoined={onJoined} onClose={() => join(null)} /> : null}
    </>
  )
}
