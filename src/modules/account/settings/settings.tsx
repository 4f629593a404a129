import type { Settings } from '../../../../cloudfunctions/contract/account/settings'
import { chooseLook, useLook } from '../../../lib/elder'
import { openPage } from '../../../lib/open-page'
import { asRpcError } from '../../../lib/rpc-error'
import { useSession } from '../../../lib/session'
import { tell } from '../../../lib/tell'
import { paths } from '../../../paths'
import { Card, Section } from '../../../ui/card'
import { ListCell } from '../../../ui/list-cell'
import { Page } from '../../../ui/page'

const THEMES: Record<Settings['theme'], { title: string; second?: string }> = {
  auto: { title: '跟手机一样', second: '手机设成深色，这里也跟着变' },
  light: { title: '浅色' },
  dark: { title: '深色' },
}

const choose = (choice: Partial<Settings>) => void chooseLook(choice).catch((cause) => tell(asRpcError(cause).message))

export default function SettingsPage() {
  const look = useLook()
  const { me } = useSession()
  return (
    <Page title="设置">
      <Card isTight>
        <ListCell
          id="settings-elder"
          icon="text-size"
          title="长辈版"
          second="字更大，按钮更大，一页只讲一件事"
          isOn={look.isElder}
          onTap={() => choose({ isElderMode: !look.isElder })}
        />
      </Card>
      {me?.person ? (
        <Card isTight>
          <ListCell
            id="settings-reminders"
            icon="bell"
            title="提醒设置"
            second="哪些要响，夜里几点不响"
            onTap={() => openPage(paths.reminders)}
          />
        </Card>
      ) : null}
      <Section title="颜色" />
      <Card isTight>
        {(Object.keys(THEMES) as Settings['theme'][]).map((theme) => (
          <ListCell
            key={theme}
            id={`settings-theme-${theme}`}
            {...THEMES[theme]}
            isSelected={look.theme === theme}
            onTap={() => choose({ theme })}
          />
        ))}
      </Card>
      <Section title="其他" />
      <Card isTight>
        <ListCell
          id="settings-feedback"
          icon="message-2"
          title="对本程序的意见"
          onTap={() => openPage(paths.feedback)}
        />
        <ListCell id="settings-about" icon="info-circle" title="关于邻里通" onTap={() => openPage(paths.about)} />
        {me?.person ? (
          <ListCell
            id="settings-close"
            icon="trash"
            title="注销账号"
            second="抹去您的个人信息，不能恢复"
            onTap={() => openPage(paths.closeAccount)}
          />
        ) : null}
      </Card>
    </Page>
  )
}
