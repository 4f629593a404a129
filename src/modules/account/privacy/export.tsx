import { View } from '@tarojs/components'
import { useState } from 'react'
import { giveDocument } from '../../../lib/give-document'
import { api } from '../../../lib/rpc'
import { asRpcError } from '../../../lib/rpc-error'
import { useSession } from '../../../lib/session'
import { tell } from '../../../lib/tell'
import { ActionBar } from '../../../ui/action-bar'
import { Button } from '../../../ui/button'
import { Card, Section } from '../../../ui/card'
import { ListCell } from '../../../ui/list-cell'
import { NoticeBar } from '../../../ui/notice-bar'
import { Page } from '../../../ui/page'
import { guestState } from './guest'

const HOLDS = [
  '登记的资料和改过的历史',
  '标签、住处、担任的角色',
  '同意过什么、谁看过您的资料',
  '提过的事、写过的话、收到的消息',
]

const isBrowser = process.env.TARO_ENV === 'h5'

/** Everything held of oneself as one document: saved by a browser, copied in WeChat. */
export default function ExportOwn() {
  const { isGuest } = useSession()
  const [isBusy, setBusy] = useState(false)
  const [isDone, setDone] = useState(false)
  const give = async () => {
    setBusy(true)
    try {
      const { fileName, text } = await api.privacy.export({})
      await giveDocument(fileName, text)
      setDone(true)
    } catch (cause) {
      tell(asRpcError(cause).message)
    } finally {
      setBusy(false)
    }
  }
  return (
    <Page
      title="导出我的资料"
      state={isGuest ? guestState('登录以后，能导出自己的资料') : { kind: 'content' }}
      bar={
        <ActionBar>
          <Button
            id="export-own"
            word={isBrowser ? '下载我的资料' : '复制我的资料'}
            isWide
            isBusy={isBusy}
            onTap={() => void give()}
          />
        </ActionBar>
      }
    >
      {isDone ? (
        <NoticeBar
          kind="offer"
          words={isBrowser ? '下载好了，在浏览器的下载里' : '复制好了，可以粘到文件传输助手或邮件里'}
        />
      ) : null}
      <NoticeBar kind="notice" icon="alert-triangle" words="里面有您的身份证号和电话，请只交给信得过的人" />
      <Section title="里面有什么" />
      <Card isTight>
        {HOLDS.map((sentence) => (
          <ListCell key={sentence} icon="file-text" title={sentence} />
        ))}
      </Card>
      <View className="sub soft mt3">每次导出都会记在「谁看过我的资料」里。一分钟最多导出两次。</View>
    </Page>
  )
}
