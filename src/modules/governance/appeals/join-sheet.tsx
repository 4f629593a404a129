import { View } from '@tarojs/components'
import { useState } from 'react'
import { api } from '../../../lib/rpc'
import { useSend } from '../../../lib/send'
import { tell as say } from '../../../lib/tell'
import type { Tell } from '../../../parts/tell/use-tell'
import { Button } from '../../../ui/button'
import { Sheet } from '../../../ui/sheet'
import { type Similar, troubleOf } from './followed-words'

export interface Joined {
  one: Similar
  /** The person's own words and pictures went along, for those who work on it. */
  isAdded: boolean
}

interface JoinSheetProps {
  one: Similar
  tell: Tell
  onJoined: (joined: Joined) => void
  onClose: () => void
}

/** What is being sent: both at once would make two requests of one wish. */
type Way = 'add' | 'join'

function useJoining({ one, tell, onJoined }: JoinSheetProps) {
  const [way, setWay] = useState<Way | null>(null)
  const { send } = useSend(api.appeals.meToo, { topics: ['messages'], onFault: (fault) => say(fault.message) })

  const join = async (chosen: Way) => {
    if (way) return
    setWay(chosen)
    try {
      const parcel = chosen === 'add' ? await tell.pack() : null
      // A picture was refused, which has been said.
      if (chosen === 'add' && !parcel) return
      const fileIds = parcel?.photos.flatMap(({ fileId }) => fileId ?? []) ?? []
      if (parcel && fileIds.length < parcel.photos.length) return say('照片还没传上去，连上网再补充')
      const text = tell.draft.text.trim()
      const done = await send({ id: one.id, fileIds, ...(parcel && text && { text }) })
      if (!done) return
      if (parcel) tell.discard()
      onJoined({ one, isAdded: parcel !== null })
    } finally {
      setWay(null)
    }
  }
  return { way, join }
}

/** Asks one thing before joining: whether the own words go along. */
export function JoinSheet(props: JoinSheetProps) {
  const { one, onClose } = props
  const { way, join } = useJoining(props)
  const footer = (
    <>
      <Button
        id="join-alone"
        word="只加入"
        look="outline"
        isBusy={way === 'join'}
        isDisabled={way === 'add'}
        onTap={() => void join('join')}
      />
      <Button
        id="join-adding"
        word="加入，补充我写的"
        isWide
        isBusy={way === 'add'}
        isDisabled={way === 'join'}
        onTap={() => void join('add')}
      />
    </>
  )
  return (
    <Sheet isOpen title={`加入「${troubleOf(one)}」`} footer={footer} onClose={onClose}>
      <View className="sheet-note">加入以后，办到哪一步都告诉您，不用再提一遍。</View>
      <View className="soft sheet-note">
        您刚写的话和照片还没有发出去。补充进去的只给办理的人看，提的人和别的邻居看不到。
      </View>
      <View className="soft">选「只加入」的话，写的留在草稿里。</View>
    </Sheet>
  )
}
