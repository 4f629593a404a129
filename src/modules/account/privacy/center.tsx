import { View } from '@tarojs/components'
import { openPage } from '../../../lib/open-page'
import { useSession } from '../../../lib/session'
import { paths } from '../../../paths'
import { Card, Section } from '../../../ui/card'
import { ListCell } from '../../../ui/list-cell'
import { Page } from '../../../ui/page'
import { guestState } from './guest'

const to = (url: string) => () => openPage(url)

/** 隐私中心: what is held of oneself, who looked, what one agreed to, and what one can do about it. */
export default function PrivacyCenter() {
  const { isGuest } = useSession()
  return (
    <Page title="隐私中心" state={isGuest ? guestState('登录以后，您的资料归您管') : { kind: 'content' }}>
      <View className="sub soft mt1">您的资料归您管：登记了什么、谁看过，都能查；不对的能更正，同意过的能收回。</View>
      <Section title="看一看" />
      <Card isTight>
        <ListCell
          id="privacy-record"
          icon="file-text"
          title="登记了我的哪些资料"
          second="每一项从哪儿来，不对的能更正"
          onTap={to(paths.ownRecord)}
        />
        <ListCell
          id="privacy-looks"
          icon="eye"
          title="谁看过我的资料"
          second="谁、什么时候、因为什么"
          onTap={to(paths.privacy)}
        />
      </Card>
      <Section title="管一管" />
      <Card isTight>
        <ListCell
          id="privacy-consents"
          icon="shield-check"
          title="我同意过什么"
          second="随时能收回，马上生效"
          onTap={to(paths.consents)}
        />
        <ListCell
          id="privacy-export"
          icon="clipboard-list"
          title="导出我的资料"
          second="这里记着的，一份全给您"
          onTap={to(paths.exportOwn)}
        />
        <ListCell
          id="privacy-close"
          icon="trash"
          title="注销账号"
          second="抹去您的个人信息，不能恢复"
          onTap={to(paths.closeAccount)}
        />
      </Card>
    </Page>
  )
}
