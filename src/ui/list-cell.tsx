import { View } from '@tarojs/components'
import type { ReactNode } from 'react'
import { CheckDot } from './check-dot'
import { Icon } from './icon'
import type { IconName } from './icon-names'
import { type AriaRole, named } from './named'
import { StatusTag } from './status-tag'
import { Switch } from './switch'
import { Tap } from './tap'

interface ListCellProps {
  id?: string
  title: string
  second?: string
  icon?: IconName
  /** In place of the icon: an Avatar or a SoftTile. */
  lead?: ReactNode
  /** Words on the right; below the title in 长辈版. */
  value?: string
  isUnread?: boolean
  /** One of several to choose from: draws the dot and speaks the choice. */
  isSelected?: boolean
  /** One of any number to choose: its mark stands first and the row is spoken as a box to tick. */
  ticked?: 'on' | 'off' | 'mixed'
  /** On or off: draws a switch instead of the arrow. */
  isOn?: boolean
  /** A control of its own at the end, e.g. a call button. */
  end?: ReactNode
  onTap?: () => void
}

function End({ isSelected, isOn, ticked, end, onTap }: ListCellProps) {
  if (end || ticked) return end
  if (isOn !== undefined) return <Switch isOn={isOn} />
  if (isSelected !== undefined) return <CheckDot state={isSelected ? 'on' : 'off'} />
  return onTap ? <Icon name="chevron-right" size="m" className="faint" /> : null
}

function roleOf({ isOn, isSelected, ticked }: ListCellProps): AriaRole {
  if (ticked) return 'checkbox'
  if (isOn !== undefined) return 'switch'
  return isSelected === undefined ? 'button' : 'radio'
}

/** A row of a list; with `onTap` the whole row is the target. Put rows into `<Card isTight>`. */
export function ListCell(props: ListCellProps) {
  const { id, title, second, icon, lead, value, isUnread, isSelected, ticked, isOn, onTap } = props
  const inside = (
    <>
      {ticked ? <CheckDot state={ticked} /> : null}
      {lead ?? (icon ? <Icon name={icon} className="c-brand" /> : null)}
      <View className="cell-words">
        <View className="cell-texts">
          <View className={isUnread ? 'b' : 'md'}>{title}</View>
          {second ? <View className="foot soft">{second}</View> : null}
        </View>
        {value ? <View className="cell-value sub soft">{value}</View> : null}
        {isUnread ? <StatusTag word="新" tone="danger" /> : null}
      </View>
      <End {...props} />
    </>
  )
  if (!onTap) return <View className="cell">{inside}</View>
  const role = roleOf(props)
  const label = [isUnread ? '新' : '', title, second, value].filter(Boolean).join('，')
  return (
    <Tap
      id={id}
      className="cell"
      role={role}
      label={label}
      isChecked={ticked ? ticked === 'on' : (isOn ?? isSelected)}
      onTap={onTap}
    >
      {inside}
    </Tap>
  )
}

/** The quiet words after the last row. */
export function ListEnd({ words = '没有更多了' }: { words?: string }) {
  return (
    <View className="list-end" {...named('status')}>
      {words}
    </View>
  )
}
