import { useState } from 'react'
import { now } from '../../../lib/clock'
import { timeOf } from '../../../lib/format'
import { Button } from '../../../ui/button'
import { Chip, Chips } from '../../../ui/chip'
import { FieldRow } from '../../../ui/form-field'
import { Sheet } from '../../../ui/sheet'
import { Stepper } from '../../../ui/stepper'
import { dayAndHour, daysToChoose, momentAt } from './moments'

interface MomentSheetProps {
  title: string
  /** Of the button, before the time: 置顶到. */
  verb: string
  value: string | null
  onPick: (iso: string) => void
  onClose: () => void
}

/** A day and an hour in the future. */
export function MomentSheet({ title, verb, value, onPick, onClose }: MomentSheetProps) {
  const [moment] = useState(now)
  const [{ days, hour }, set] = useState(() => (value ? dayAndHour(moment, value) : { days: 1, hour: 18 }))
  const at = momentAt(moment, days, hour)
  const isPast = Date.parse(at) <= moment.getTime()
  return (
    <Sheet
      isOpen
      title={title}
      onClose={onClose}
      footer={
        <Button
          id="moment-pick"
          word={isPast ? '这个时间过了，往后选' : `${verb} ${timeOf(at, moment)}`}
          isWide
          isDisabled={isPast}
          onTap={() => {
            onPick(at)
            onClose()
          }}
        />
      }
    >
      <Chips label="哪一天">
        {daysToChoose(moment).map((one) => (
          <Chip
            key={one.days}
            id={`moment-day-${one.days}`}
            word={one.word}
            state={one.days === days ? 'on' : 'off'}
            onTap={() => set({ days: one.days, hour })}
          />
        ))}
      </Chips>
      <FieldRow label="几点">
        <Stepper
          id="moment-hour"
          label="几点"
          value={hour}
          unit="点"
          min={0}
          max={23}
          onChange={(next) => set({ days, hour: next })}
        />
      </FieldRow>
    </Sheet>
  )
}
