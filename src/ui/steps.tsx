import { View } from '@tarojs/components'
import { named } from './named'

export interface Step {
  label: string
  state: 'done' | 'now' | 'next'
}

const WORDS: Record<Step['state'], string> = { done: '已完成', now: '正在进行', next: '还没到' }

/** How far along, in three to five bars with words. */
export function Steps({ steps }: { steps: readonly Step[] }) {
  const spokenWords = steps.map((step) => `${step.label}${WORDS[step.state]}`).join('，')
  return (
    <View className="steps" {...named('img', spokenWords)}>
      {steps.map((step) => (
        <View key={step.label} className={`step step-${step.state}`}>
          {step.label}
        </View>
      ))}
    </View>
  )
}
