import { View } from '@tarojs/components'
import { useState } from 'react'
import { BORDER_CORNERS } from '../../../../cloudfunctions/contract/places'
import { Button } from '../../../ui/button'
import { Card } from '../../../ui/card'
import { Chip, Chips } from '../../../ui/chip'
import { FieldRow } from '../../../ui/form-field'
import { spoken } from '../../../ui/named'
import { Segmented } from '../../../ui/segmented'
import { addCorner, type Direction, dropCorner, type Edit, nudge, select } from './border-edit'
import './ground-map.css'

const STEPS = [
  { key: '1', word: '1 米' },
  { key: '5', word: '5 米' },
  { key: '20', word: '20 米' },
] as const
type Step = (typeof STEPS)[number]['key']

const DIRECTIONS: { key: Direction; word: string }[] = [
  { key: 'north', word: '往北' },
  { key: 'south', word: '往南' },
  { key: 'west', word: '往西' },
  { key: 'east', word: '往东' },
]

interface CornerCardProps {
  edit: Edit
  onChange: (next: (edit: Edit) => Edit) => void
}

/** Chooses a corner and moves it, adds one or takes it away: everything the map does, by buttons. */
export function CornerCard({ edit, onChange }: CornerCardProps) {
  const [step, choose] = useState<Step>('5')
  const { corners, selected } = edit
  const corner = corners[selected]
  if (!corner) return <Card>点地图放第一个角，放满 3 个就围起来</Card>
  return (
    <Card>
      <View className="b">选一个角</View>
      <Chips label="选一个角">
        {corners.map((_, at) => (
          <Chip
            key={String(at)}
            id={`corner-${at + 1}`}
            word={String(at + 1)}
            state={at === selected ? 'on' : 'off'}
            onTap={() => onChange((now) => select(now, at))}
          />
        ))}
      </Chips>
      <View className="sub soft mt1" {...spoken}>
        {`第 ${selected + 1} 个角：东经 ${corner.lng.toFixed(6)}，北纬 ${corner.lat.toFixed(6)}`}
      </View>
      <FieldRow label="挪多远">
        <Segmented id="step" label="挪多远" items={STEPS} value={step} onChange={choose} />
      </FieldRow>
      <View className="nudges mt2">
        {DIRECTIONS.map(({ key, word }) => (
          <Button
            key={key}
            id={`nudge-${key}`}
            word={word}
            look="tint"
            isSmall
            label={`第 ${selected + 1} 个角${word} ${step} 米`}
            onTap={() => onChange((now) => nudge(now, key, Number(step)))}
          />
        ))}
        <Button
          id="corner-add"
          word="后面加一个角"
          look="outline"
          isSmall
          isDisabled={corners.length >= BORDER_CORNERS.max}
          onTap={() => onChange(addCorner)}
        />
        <Button
          id="corner-drop"
          word="去掉这个角"
          look="outline"
          isSmall
          isDisabled={corners.length <= BORDER_CORNERS.min}
          onTap={() => onChange(dropCorner)}
        />
      </View>
    </Card>
  )
}
