import { View } from '@tarojs/components'
import { useState } from 'react'
import { openPage } from '../../../lib/open-page'
import { api } from '../../../lib/rpc'
import { useSend } from '../../../lib/send'
import { useSession } from '../../../lib/session'
import { tell } from '../../../lib/tell'
import { paths } from '../../../paths'
import { ActionBar } from '../../../ui/action-bar'
import { Button } from '../../../ui/button'
import { Card, Section } from '../../../ui/card'
import { TextField } from '../../../ui/form-field'
import { ListCell } from '../../../ui/list-cell'
import { NoticeBar } from '../../../ui/notice-bar'
import { Page, type PageState } from '../../../ui/page'

const WORD = '注销'

const GUEST: PageState = {
  kind: 'empty',
  sentence: '您还没登录，没有要注销的账号',
  button: { word: '回首页', onTap: () => openPage(paths.home) },
}

const CONSEQUENCES = [
  '姓名、电话和您写过的话、拍过的照片会抹去，不能恢复',
  '办过的诉求只留编号和办理步骤，看不出是谁提的',
  '收不到任何提醒，再登录就是一个新账号',
]

export default function CloseAccount() {
  const { isGuest, leave } = useSession()
  const [typed, setTyped] = useState('')
  const { send, isBusy, fault } = useSend(api.privacy.closeAccount, {
    topics: [],
    onDone: () => {
      void leave()
      tell('账号注销了')
      openPage(paths.home)
    },
  })
  const isReady = typed.trim() === WORD
  return (
    <Page
      title="注销账号"
      state={isGuest ? GUEST : { kind: 'content' }}
      bar={
        <ActionBar
          lack={isReady ? null : `写上「${WORD}」两个字，才能继续`}
          help="点下去就不能恢复"
          helpIcon="alert-triangle"
        >
          <Button
            id="close-account"
            word="注销我的账号"
            look="danger"
            isWide
            isBusy={isBusy}
            isDisabled={!isReady}
            onTap={() => void send({ confirm: WORD })}
          />
        </ActionBar>
      }
    >
      {fault ? <NoticeBar kind="danger" words={fault.message} /> : null}
      <NoticeBar kind="danger" words="注销以后不能恢复，先看看下面" />
      <Card isTight>
        <TextField
          id="close-word"
          label={`想好了，请写「${WORD}」两个字`}
          example={WORD}
          value={typed}
          maxLength={4}
          onChange={setTyped}
        />
      </Card>
      <Section title="注销以后" />
      <Card isTight>
        {CONSEQUENCES.map((sentence) => (
          <ListCell key={sentence} icon="alert-circle" title={sentence} />
        ))}
      </Card>
      <View className="sub soft mt3">还有没结案的诉求或没办完的单，要先办完才能注销。</View>
    </Page>
  )
}
