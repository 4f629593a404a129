import { View } from '@tarojs/components'
import { useState } from 'react'
import { Button } from '../../../ui/button'
import { Card } from '../../../ui/card'
import { Chip, Chips } from '../../../ui/chip'
import { AudienceSheet } from './audience-sheet'
import { isWhole, type Options, placeWords, whoWords } from './audience-words'
import type { NoticeForm } from './use-notice-form'

/** Whom it goes to, as chips; a tap takes a place away, 改范围 changes all of it. */
export function AudienceCard({ form: { draft, change }, options }: { form: NoticeForm; options: Options }) {
  const { audience } = draft
  const [isChoosing, setChoosing] = useState(false)
  const choose = () => setChoosing(true)
  const without = (gone: string) =>
    change({ audience: { ...audience, placeIds: audience.placeIds.filter((id) => id !== gone) } })
  return (
    <Card>
      <View className="row wrap apart">
        <View className="lead b">发给谁</View>
        <Button id="audience-change" word="改范围" look="tint" isSmall onTap={choose} />
      </View>
      {isWhole(audience) ? null : <View className="soft">还没选全，点「改范围」选</View>}
      <Chips label="发给谁">
        {audience.placeIds.map((id) => (
          <Chip
            key={id}
            id={`place-off-${id}`}
            word={placeWords(id, options)}
            state="selected"
            isRemovable
            onTap={() => without(id)}
          />
        ))}
        {whoWords(audience, options) ? (
          <Chip id="audience-who" word={whoWords(audience, options)} state="selected" onTap={choose} />
        ) : null}
      </Chips>
      {isChoosing ? (
        <AudienceSheet
          audience={audience}
          options={options}
          onChange={(next) => change({ audience: next })}
          onClose={() => setChoosing(false)}
        />
      ) : null}
    </Card>
  )
}
