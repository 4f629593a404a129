import { View } from '@tarojs/components'
import { openPage } from '../../lib/open-page'
import { paths } from '../../paths'
import { Button } from '../../ui/button'

/** The two shortest ways to tell of something: show it, or say it. Neither asks for a sign-in before it is sent. */
export function BeginButtons() {
  return (
    <View className="begin">
      <Button
        id="home-camera"
        word="拍一张"
        icon="camera"
        isWide
        label="拍一张，提诉求"
        onTap={() => openPage(paths.submitAppealBy('camera'))}
      />
      <Button
        id="home-voice"
        word="说一说"
        look="tint"
        icon="microphone"
        isWide
        label="说一说，提诉求"
        onTap={() => openPage(paths.submitAppealBy('voice'))}
      />
    </View>
  )
}
