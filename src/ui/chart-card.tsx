import { View } from '@tarojs/components'
import { useState } from 'react'
import { useLook } from '../lib/elder'
import { Card, Section } from './card'
import { Icon } from './icon'
import { named, unspoken } from './named'
import { Tap } from './tap'
// Not in app.css: charts stand in subpackages alone.
import './chart-card.css'

export interface Bar {
  key: string
  /** Below the bar: 11. */
  label: string
  /** Between 0 and `max`; null where there is none to draw, and `gap` says why. */
  value: number | null
  /** 无数据, 少于 5 件. */
  gap?: string
  /** Not over yet: drawn dashed. */
  isPartial?: boolean
  /** In the list of all values: 2026年11月 and 92%，共 24 件. */
  name: string
  words: string
}

interface ChartCardProps {
  id: string
  title: string
  /** What the bars are, with their total: 按期答复 91%. */
  legend: string
  /** The result in one sentence; opens the card in 长辈版. */
  saying: string
  /** At most twelve, or 24 hours. */
  bars: readonly Bar[]
  /** The top of the scale, and the unit behind its figures. */
  max: number
  unit: string
}

/** Width a label of two digits takes, and what there is for each of twelve. */
const LABEL_DP = 18
const SLOT_DP = 23

/** Neighbours without a value share one dashed box. */
function runsOf(bars: readonly Bar[]): Bar[][] {
  const runs: Bar[][] = []
  for (const bar of bars) {
    const run = runs.at(-1)
    const isSame = run && bar.value === null && run[0]!.value === null && run[0]!.gap === bar.gap
    if (isSame) run.push(bar)
    else runs.push([bar])
  }
  return runs
}

function Bars({ bars, max }: Pick<ChartCardProps, 'bars' | 'max'>) {
  return (
    <View className="chart-bars">
      {runsOf(bars).map((run) => {
        const [bar] = run
        if (!bar) return null
        if (bar.value === null)
          return (
            <View key={bar.key} className="chart-gap" style={{ flex: run.length }}>
              <View className={run.length < 3 ? 'chart-gap-tall' : ''}>{bar.gap}</View>
            </View>
          )
        return (
          <View key={bar.key} className="chart-slot">
            <View
              className={`chart-bar ${bar.isPartial ? 'chart-bar-partial' : ''}`}
              style={{ height: `${((bar.value / max) * 100).toFixed(1)}%` }}
            />
          </View>
        )
      })}
    </View>
  )
}

function Plot(props: ChartCardProps) {
  const { bars, max, unit, title } = props
  const { isElder, scale } = useLook()
  const step = Math.ceil((LABEL_DP * scale * (isElder ? 1.5 : 1)) / SLOT_DP)
  const said = bars.map(({ name, words }) => `${name}，${words}`).join('；')
  return (
    <View className="chart" {...named('img', `${title}：${said}`)}>
      <View className="chart-scale" {...unspoken}>
        <View>{`${max}${unit}`}</View>
        <View>{max / 2}</View>
        <View>0</View>
      </View>
      <View className="chart-plot" {...unspoken}>
        <View className="chart-ground">
          <Bars bars={bars} max={max} />
        </View>
        <View className="chart-labels">
          {bars.map(({ key, label }, at) => (
            <View key={key} className="chart-label">
              {(bars.length - 1 - at) % step === 0 ? label : ''}
            </View>
          ))}
        </View>
      </View>
    </View>
  )
}

/** Bars with their legend, and all their values as text. Without any value it is one dashed box. */
export function ChartCard(props: ChartCardProps) {
  const { id, title, legend, saying, bars } = props
  const { isElder } = useLook()
  const [isListed, setListed] = useState(false)
  return (
    <Card>
      <Section title={title} />
      {isElder ? <View className="b mt1">{saying}</View> : null}
      <View className="row sub soft">
        <View className="chart-key" />
        <View>{legend}</View>
      </View>
      <Plot {...props} />
      <Tap id={`${id}-values`} className="chart-more" onTap={() => setListed(!isListed)}>
        <View className="sub md c-brand">{isListed ? '收起每个月的数' : '看每个月的数'}</View>
        {isListed ? null : <Icon name="chevron-down" size="s" className="c-brand" />}
      </Tap>
      {isListed
        ? bars.map(({ key, name, words }) => (
            <View key={key} className="chart-value">
              <View>{name}</View>
              <View className="soft">{words}</View>
            </View>
          ))
        : null}
    </Card>
  )
}
