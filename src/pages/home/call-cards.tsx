import { View } from '@tarojs/components'
import { useLook } from '../../lib/elder'
import { callPhone } from '../../lib/open-page'
import { useMyGrid } from '../../parts/places/use-my-grid'
import { Icon } from '../../ui/icon'
import { Tap } from '../../ui/tap'

const SHOWN = 2

/** The people nearest to this home, each one tap from a call. */
export function CallCards() {
  const { isElder } = useLook()
  const { team } = useMyGrid()
  const called = team.filter((member) => member.phone !== null).slice(0, SHOWN)
  if (called.length === 0) return null
  return (
    <View className="calls">
      {called.map(({ personId, role, roleLabel, name, phone }) => (
        <Tap
          key={`${personId} ${role}`}
          id={`home-call-${role}`}
          className="call"
          label={`打电话给${roleLabel} ${name}`}
          onTap={() => callPhone(phone ?? '')}
        >
          <View className={isElder ? 'call-mark call-filled' : 'call-mark'}>
            <Icon name="phone" />
          </View>
          <View>
            <View className="sub soft unbroken">{roleLabel}</View>
            <View className="lead b unbroken">{name}</View>
          </View>
        </Tap>
      ))}
    </View>
  )
}
