import type { Settings } from '../../../../cloudfunctions/contract/account/settings'
import { chooseLook, useLook } from '../../../lib/elder'
import { asRpcError } from '../../../lib/rpc-error'
import { tell } from '../../../lib/tell'
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
  return (
    <Page title="设置">
      <Card isTight>
        <ListCell
          icon="text-size"
          title="长辈版"
          second="字更大，按钮更大，一页只讲一件事"
          isOn={look.isElder}
          onTap={() => choose({ isElderMode: !look.isElder })}
        />
      </Card>
      <Section title="颜色" />
      <Card isTight>
        {(Object.keys(THEMES) as Settings['theme'][]).map((theme) => (
          <ListCell key={theme} {...THEMES[theme]} isSelected={look.theme === theme} onTap={() => choose({ theme })} />
        ))}
      </Card>
    </Page>
  )
}
