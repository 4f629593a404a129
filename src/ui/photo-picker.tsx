import { Image, View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { addressOf } from '../lib/transport'
import { Icon } from './icon'
import { named } from './named'
import { Tap } from './tap'

export interface PickerPhoto {
  id: string
  url: string
  /** waiting: for a network; guest: until somebody has signed in; failed: tap to try again. */
  state: 'ready' | 'uploading' | 'failed' | 'waiting' | 'guest'
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

const COVERS = {
  uploading: { icon: 'cloud-upload', words: '' },
  failed: { icon: 'refresh', words: '重传' },
  waiting: { icon: 'wifi-off', words: '等网络' },
  guest: { icon: 'user', words: '登录后传' },
} as const

function Cover({ photo }: { photo: PickerPhoto }) {
  if (photo.state === 'ready') return null
  const { icon, words } = COVERS[photo.state]
  return (
    <View className="photo-cover">
      <Icon name={icon} size="m" />
      <View>{words || `${Math.round(photo.progress * 100)}%`}</View>
    </View>
  )
}

/** The picture itself, or its place where the phone had no room to keep it. */
function Face({ url }: { url: string }) {
  if (url) return <Image className="photo-image" src={url} mode="aspectFill" />
  return (
    <View className="photo-image photo-arrived">
      <Icon name="circle-check" size="m" />
      <View>已传上</View>
    </View>
  )
}

const STATE_WORDS = {
  ready: '',
  uploading: '，正在上传',
  failed: '，没传上，点一下重传',
  waiting: '，等网络好了自动传',
  guest: '，登录后自动传',
}

/** Pictures being gathered: tap one to look at it or to try again, ✕ to take it out, the dashed square for another. */
export function PhotoPicker({ id, photos, max, onAdd, onRemove, onRetry }: PhotoPickerProps) {
  const urls = photos.flatMap((photo) => photo.url || [])
  const touch = ({ id: photoId, state, url }: PickerPhoto) => {
    if (state === 'failed') onRetry(photoId)
    else if (url) preview(urls, urls.indexOf(url))
  }
  return (
    <View className="photos">
      {photos.map((photo, at) => (
        <View key={photo.id} className="photo">
          <Tap
            className="photo-face"
            label={`第 ${at + 1} 张照片${STATE_WORDS[photo.state]}`}
            onTap={() => touch(photo)}
          >
            <Face url={photo.url} />
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
