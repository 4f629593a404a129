import { View } from '@tarojs/components'
import { useState } from 'react'
import { EMERGENCY_NUMBERS } from '../../cloudfunctions/contract/governance/appeals'
import type { Emergency } from '../../cloudfunctions/contract/orders'
import { callPhone } from '../lib/open-page'
import { Button } from '../ui/button'
import { Icon } from '../ui/icon'
import { ListCell } from '../ui/list-cell'
import { named } from '../ui/named'
import { NoticeBar } from '../ui/notice-bar'
import { SoftTile } from '../ui/service-tile'
import { Sheet } from '../ui/sheet'

interface EmergencySheetProps {
  isOpen: boolean
  /** Goes on with what the person was about to do; left out where there is nothing else. */
  verb?: string
  onGoOn?: () => void
  onClose: () => void
}

/** The numbers to call before anything else where life is in danger. */
export function EmergencySheet({ isOpen, verb, onGoOn, onClose }: EmergencySheetProps) {
  const footer =
    verb && onGoOn ? <Button id="emergency-go-on" word={verb} look="outline" isWide onTap={onGoOn} /> : null
  return (
    <Sheet isOpen={isOpen} title="先打电话" footer={footer} onClose={onClose}>
      <View className="soft sheet-note">有危险的事等不得接单，请先打电话。</View>
      {EMERGENCY_NUMBERS.map(({ number, when }) => (
        <ListCell
          key={number}
          id={`call-${number}`}
          lead={<SoftTile icon="phone" tone="danger" />}
          title={`打 ${number}`}
          second={when}
          onTap={() => callPhone(number)}
        />
      ))}
    </Sheet>
  )
}

/** The red line that opens them. */
export function EmergencyBar() {
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <NoticeBar
        id="emergency"
        kind="danger"
        icon="phone"
        words="有人受伤、着火，先打电话"
        action={EMERGENCY_NUMBERS.map(({ number }) => number).join(' · ')}
        onTap={() => setOpen(true)}
      />
      <EmergencySheet isOpen={isOpen} onClose={() => setOpen(false)} />
    </>
  )
}

interface EmergencyCallProps {
  number: Emergency
  /** What else may be done; the call comes first. */
  note: string
}

/** For a matter that cannot wait for anybody to accept it: the number, large, called in one tap. */
export function EmergencyCall({ number, note }: EmergencyCallProps) {
  const when = EMERGENCY_NUMBERS.find((one) => one.number === number)?.when
  return (
    <View className="card alarm emergency-call" {...named('alert')}>
      <View className="alarm-band">
        <Icon name="urgent" />
        <View className="b grow">{`先打 ${number}，别等接单`}</View>
      </View>
      <View className="alarm-body">
        {when ? <View className="md">{when}，电话最快。</View> : null}
        <View className="sub soft mt1">{note}</View>
        <View className="row mt3">
          <Button
            id={`emergency-call-${number}`}
            word={`打 ${number}`}
            look="danger"
            icon="phone"
            isWide
            onTap={() => callPhone(number)}
          />
        </View>
      </View>
    </View>
  )
}
