import { View } from '@tarojs/components'
import { named } from './named'

export type SkeletonShape = 'card' | 'list' | 'detail' | 'form'

/** Heights of the grey blocks, in the shape of what is coming. */
const SHAPES: Record<SkeletonShape, number[]> = {
  card: [112],
  list: [112, 112, 112, 112],
  detail: [168, 132, 220],
  form: [184, 148, 96],
}

export function Skeleton({ shape }: { shape: SkeletonShape }) {
  return (
    <View {...named('status', '正在打开')}>
      {SHAPES[shape].map((height, at) => (
        // The blocks never change places.
        <View key={at} className="card skeleton" style={{ height: `${height}px` }}>
          <View className="skeleton-line" />
          <View className="skeleton-line skeleton-short" />
        </View>
      ))}
    </View>
  )
}
