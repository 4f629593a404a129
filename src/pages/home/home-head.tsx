import { View } from '@tarojs/components'
import { useState } from 'react'
import { chooseLook, useLook } from '../../lib/elder'
import { useSession } from '../../lib/session'
import { CommunityList } from '../../parts/places/community-list'
import { pickCommunity, useCommunity } from '../../parts/places/use-community'
import { postLine } from '../../parts/posts'
import { Icon } from '../../ui/icon'
import { Sheet } from '../../ui/sheet'
import { Tap } from '../../ui/tap'

function ElderSwitch() {
  const { isElder } = useLook()
  const word = isElder ? '标准版' : '长辈版'
  return (
    <Tap
      id="elder-switch"
      className="pill"
      label={`换成${word}`}
      onTap={() => void chooseLook({ isElderMode: !isElder }).catch(() => undefined)}
    >
      <View className="pill-face">
        <Icon name="text-size" size="m" />
        <View>{word}</View>
      </View>
    </Tap>
  )
}

function PickedPlace({ name, onTap }: { name: string | undefined; onTap: () => void }) {
  return (
    <Tap id="home-community" className="home-place" label={name ? `${name}，换一个社区` : '选您的社区'} onTap={onTap}>
      <View className="row g1">
        <View className="home-community">{name ?? '选您的社区'}</View>
        <Icon name="chevron-down" size="m" />
      </View>
    </Tap>
  )
}

/** Where the person is at home, and the switch to 长辈版: the first control of the app. */
export function HomeHead() {
  const { me } = useSession()
  const { community, isFixed } = useCommunity()
  const [isPicking, setPicking] = useState(false)
  const second = me?.home?.label ?? (me && postLine(me))
  return (
    <View className="home-head">
      {isFixed ? (
        <View className="home-place">
          <View className="home-community">{community?.name}</View>
          {second ? <View className="foot soft only-normal">{second}</View> : null}
        </View>
      ) : (
        <PickedPlace name={community?.name} onTap={() => setPicking(true)} />
      )}
      <ElderSwitch />
      <Sheet isOpen={isPicking} title="选您的社区" onClose={() => setPicking(false)}>
        <CommunityList
          current={community?.id ?? ''}
          onPick={(picked) => {
            pickCommunity(picked)
            setPicking(false)
          }}
        />
      </Sheet>
    </View>
  )
}
