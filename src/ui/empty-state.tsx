import { View } from '@tarojs/components'
import { Button } from './button'
import { named, unspoken } from './named'

interface EmptyStateProps {
  /** What this place is for, or what happened and what to do. */
  sentence: string
  button?: { word: string; onTap: () => void }
  /** error: the drawing shows the lamp out. */
  kind?: 'empty' | 'error'
}

/** A page with nothing on it yet, or one that could not be read: a drawing, one sentence, one button. */
export function EmptyState({ sentence, button, kind = 'empty' }: EmptyStateProps) {
  return (
    <View className="empty" {...named(kind === 'error' ? 'alert' : 'status')}>
      <View className={`empty-drawing empty-${kind}`} {...unspoken} />
      <View className="empty-sentence">{sentence}</View>
      {button ? (
        <Button
          id={kind === 'error' ? 'page-retry' : 'page-start'}
          word={button.word}
          look={kind === 'error' ? 'filled' : 'tint'}
          onTap={button.onTap}
        />
      ) : null}
    </View>
  )
}
