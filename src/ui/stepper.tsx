import { View } from '@tarojs/components'
import { Icon } from './icon'
import { named, spoken } from './named'
import { Tap } from './tap'

interface StepperProps {
  /** Its buttons are `<id>-less` and `<id>-more`. */
  id: string
  /** What is counted. */
  label: string
  value: number
  /** 个工作日. */
  unit: string
  min: number
  max: number
  onChange: (value: number) => void
}

/** A number changed one by one: − value +. */
export function Stepper({ id, label, value, unit, min, max, onChange }: StepperProps) {
  return (
    <View className="stepper" {...named('list', label)}>
      <Tap
        id={`${id}-less`}
        className="stepper-side"
        label={`${label}，减一`}
        isDisabled={value <= min}
        onTap={() => onChange(value - 1)}
      >
        <Icon name="minus" />
      </Tap>
      <View className="stepper-value" {...spoken}>
        <View className="head">{value}</View>
        <View className="sub soft">{unit}</View>
      </View>
      <Tap
        id={`${id}-more`}
        className="stepper-side"
        label={`${label}，加一`}
        isDisabled={value >= max}
        onTap={() => onChange(value + 1)}
      >
        <Icon name="plus" />
      </Tap>
    </View>
  )
}
