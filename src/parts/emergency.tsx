import { View } from '@tarojs/components'
import { useState } from 'react'
import { EMERGENCY_NUMBERS } from '../../cloudfunctions/contract/governance/appeals'
import { callPhone } from '../lib/open-page'
import { Button } from '../ui/button'
import { ListCell } from '../ui/list-cell'
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
