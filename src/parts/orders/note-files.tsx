import { View } from '@tarojs/components'
import { PhotoRow } from '../../ui/photo-picker'
import { VoiceBar } from '../../ui/voice-bar'
import type { OrderDetail } from './order'

/** What came with words: the voice note to be heard, the pictures to be seen. */
export function NoteFiles({ files }: { files: OrderDetail['files'] }) {
  const photos = files.filter(({ seconds }) => seconds === null)
  return (
    <>
      {files.map(({ id, url, seconds }) =>
        seconds === null ? null : <VoiceBar key={id} id={`voice-${id}`} url={url} seconds={seconds} />,
      )}
      {photos.length > 0 ? (
        <View className={photos.length < files.length ? 'mt2' : ''}>
          <PhotoRow photos={photos} />
        </View>
      ) : null}
    </>
  )
}
