import { View } from '@tarojs/components'
import type { PropsWithChildren } from 'react'
import { Tap } from './tap'

interface CardProps {
  id?: string
  /** For a card of list cells, whose own padding is enough. */
  isTight?: boolean
  /** An amber edge: near and human, please look. */
  isMarked?: boolean
  className?: string
  /** Makes the whole card one control; give it a label then. */
  onTap?: () => void
  label?: string
}

/** A white sheet on the page's ground; cards stand 10 apart by themselves. */
export function Card({ id, isTight, isMarked, className = '', onTap, label, children }: PropsWithChildren<CardProps>) {
  const classes = `card ${isTight ? 'card-tight' : ''} ${isMarked ? 'card-marked' : ''} ${className}`
  if (!onTap) return <View className={classes}>{children}</View>
  return (
    <Tap id={id} className={classes} label={label} onTap={onTap}>
      {children}
    </Tap>
  )
}

interface SectionProps {
  title: string
  /** Small words on the right: 编号 2611-0386. */
  aside?: string
}

/** The heading above cards, or the first line inside one. */
export function Section({ title, aside }: SectionProps) {
  return (
    <View className="section">
      <View className="lead b">{title}</View>
      {aside ? <View className="sub soft">{aside}</View> : null}
    </View>
  )
}
