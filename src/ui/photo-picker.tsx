import { Image, View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { addressOf } from '../lib/transport'
import { Icon } from './icon'
import { named } from './named'
import { Tap } from './tap'

export interface PickerPhoto {
  id: string
  url: string
  /** waiting: for a network; failed: tap to try again. */
  state: 'ready' | 'uploading' | 'failed' | 'waiting'
  /** 0 to 1 while uploading. */
  progress: number
}

interface PhotoPickerProps {
  /** Of the square that adds one. */
  id?: string
  photos: readonly PickerPhoto[]
  max: number
  onAdd: () => void
  onRemove: (id: string) => void
  onRetry: (id: string) => void
}

const preview = (urls: string[], at: number) => void Taro.previewImage({ urls, current: urls[at] ?? '' })

function Cover({ photo }: { photo: PickerPhoto }) {
  if (photo.state === 'ready') return null
  const words = { uploading: `${Math.round(photo.progress * 100)}%`, failed: '重传', waiting: '等网络' }[photo.state]
  const icon = { uploading: 'cloud-upload', failed: 'refresh', waiting: 'wifi-off' } as const
  return (
    <View className="photo-cover">
      <Icon name={icon[photo.state]} size="m" />
      <View>{words}</View>
    </View>
  )
}

const STATE_WORDS = {
  ready: '',
  uploading: '，正在上传',
  failed: '，没传上，点一下重传',
  waiting: '，等网络好了自动传',
}

/** Pictures being gathered: tap one to look at it or to try again, ✕ to take it out, the dashed square for another. */
export function PhotoPicker({ id, photos, max, onAdd, onRemove, onRetry }: PhotoPickerProps) {
  const urls = photos.map((photo) => photo.url)
  return (
    <View className="photos">
      {photos.map((photo, at) => (
        <View key={photo.id} className="photo">
          <Tap
            className="photo-face"
            label={`第 ${at + 1} 张照片${STATE_WORDS[photo.state]}`}
            onTap={() => (photo.state === 'failed' ? onRetry(photo.id) : preview(urls, at))}
          >
            <Image className="photo-image" src={photo.url} mode="aspectFill" />
            <Cover photo={photo} />
          </Tap>
          <Tap className="photo-remove" label={`去掉第 ${at + 1} 张照片`} onTap={() => onRemove(photo.id)}>
            <View className="photo-cross">
              <Icon name="x" />
            </View>
          </Tap>
        </View>
      ))}
      {photos.length < max ? (
        <Tap id={id} className="photo photo-add" label={photos.length ? '再拍一张' : '拍照片'} onTap={onAdd}>
          <Icon name="camera-plus" size="l" />
          <View>{photos.length ? '再拍一张' : '拍照片'}</View>
        </Tap>
      ) : null}
    </View>
  )
}

interface PhotoRowProps {
  /** `url` is null while the check is not done or has refused it. */
  photos: readonly { id: string; url: string | null }[]
}

/** Pictures of a record; a tap shows them large. */
export function PhotoRow({ photos }: PhotoRowProps) {
  const urls = photos.flatMap((photo) => (photo.url ? [addressOf(photo.url)] : []))
  return (
    <View className="photos photos-small">
      {photos.map((photo, at) =>
        photo.url ? (
          <Tap
            key={photo.id}
            className="photo"
            label={`看第 ${at + 1} 张照片`}
            onTap={() => preview(urls, urls.indexOf(addressOf(photo.url ?? '')))}
          >
            <Image className="photo-image" src={addressOf(photo.url)} mode="aspectFill" lazyLoad />
          </Tap>
        ) : (
          <View key={photo.id} className="photo photo-hidden" {...named('img', '照片正在审核')}>
            <Icon name="hourglass-empty" size="m" />
            <View>审核中</View>
          </View>
        ),
      )}
    </View>
  )
}
